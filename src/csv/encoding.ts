import { createReadStream } from 'node:fs'
import { Unreadable } from './unreadable.ts'

export const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'gb18030'] as const
export type Encoding = (typeof encodings)[number]

/** A path, or the whole content. */
type Source = string | Buffer

const marks: [Encoding, Buffer][] = [
  ['utf-8', Buffer.from([0xef, 0xbb, 0xbf])],
  ['utf-16le', Buffer.from([0xff, 0xfe])],
  ['utf-16be', Buffer.from([0xfe, 0xff])],
  ['gb18030', Buffer.from([0x84, 0x31, 0x95, 0x33])],
]

/** How zip (.xlsx too), pdf, png, jpeg, gif, gzip, 7z, rar and the old Office files begin. */
const signatures = [
  '504b0304',
  '255044462d',
  '89504e47',
  'ffd8ff',
  '47494638',
  '1f8b08',
  '377abcaf',
  '52617221',
  'd0cf11e0',
].map((hex) => Buffer.from(hex, 'hex'))

/** Judges the whole content, never a sample: BOM, UTF-8, UTF-16 by its NULs, GB18030; else throws Unreadable. */
export async function detectEncoding(source: Source): Promise<Encoding> {
  const seen = await survey(source)
  if (seen.mark) return seen.mark
  if (seen.nulls) {
    const encoding = seen.little > seen.big ? 'utf-16le' : 'utf-16be'
    if (seen.little !== seen.big && (await decodes(source, encoding))) return encoding
    throw new Unreadable('binary')
  }
  if (await decodes(source, 'utf-8')) return 'utf-8'
  if (await decodes(source, 'gb18030')) return 'gb18030'
  throw new Unreadable('encoding')
}

/** The text of a file in chunks, without its BOM. Throws Unreadable at the first byte that is not of this encoding. */
export async function* decodeFile(path: string, encoding: Encoding | 'auto'): AsyncGenerator<string> {
  yield* decode(path, encoding === 'auto' ? await detectEncoding(path) : encoding)
}

async function decodes(source: Source, encoding: Encoding): Promise<boolean> {
  try {
    for await (const _ of decode(source, encoding));
    return true
  } catch (error) {
    if (error instanceof Unreadable) return false
    throw error
  }
}

async function* decode(source: Source, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true })
  let begun = false
  for await (const chunk of chunksOf(source)) {
    if (!begun) refuseBinary(chunk)
    const text = strictly(() => decoder.decode(chunk, { stream: true }))
    if (text.includes('\0')) throw new Unreadable('binary')
    yield begun ? text : text.replace(/^\uFEFF/, '')
    begun = true
  }
  yield strictly(() => decoder.decode())
}

function strictly(decode: () => string): string {
  try {
    return decode()
  } catch {
    throw new Unreadable('encoding')
  }
}

/** What one pass shows: the BOM, whether there are NULs, and in which byte order the separators are written. */
async function survey(source: Source) {
  const seen = { mark: undefined as Encoding | undefined, nulls: false, little: 0, big: 0 }
  let offset = 0
  let before = -1
  for await (const chunk of chunksOf(source)) {
    if (offset === 0) {
      refuseBinary(chunk)
      seen.mark = marks.find(([, mark]) => startsWith(chunk, mark))?.[0]
      if (seen.mark) return seen
    }
    for (const byte of chunk) {
      if (byte === 0) seen.nulls = true
      if (offset % 2 === 1 && byte === 0 && isSeparator(before)) seen.little++
      if (offset % 2 === 1 && before === 0 && isSeparator(byte)) seen.big++
      before = byte
      offset++
    }
  }
  return seen
}

/** Tab, LF, CR, comma: no letter of a living script has these as its high byte, as 一 (U+4E00) has a NUL for its low one. */
const isSeparator = (byte: number) => byte === 0x09 || byte === 0x0a || byte === 0x0d || byte === 0x2c

function refuseBinary(start: Buffer) {
  if (signatures.some((signature) => startsWith(start, signature))) throw new Unreadable('binary')
}

const startsWith = (chunk: Buffer, prefix: Buffer) => chunk.subarray(0, prefix.length).equals(prefix)

const chunksOf = (source: Source): AsyncIterable<Buffer> | Iterable<Buffer> =>
  typeof source === 'string' ? createReadStream(source) : [source]
