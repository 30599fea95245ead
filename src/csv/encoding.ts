import { createReadStream } from 'node:fs'
import { UnreadableFile } from './unreadable-file.ts'

/** The encodings that can be read. */
export const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'gb18030'] as const
/** One of the encodings that can be read. */
export type Encoding = (typeof encodings)[number]

const byteOrderMarks: [Encoding, Buffer][] = [
  ['utf-8', Buffer.from([0xef, 0xbb, 0xbf])],
  ['utf-16le', Buffer.from([0xff, 0xfe])],
  ['utf-16be', Buffer.from([0xfe, 0xff])],
  ['gb18030', Buffer.from([0x84, 0x31, 0x95, 0x33])],
]

/**
 * First bytes of files that are not text: zip (also .xlsx), pdf, png, jpeg, gif, gzip, 7z, rar and old Office files.
 */
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

/**
 * Detects the encoding from the whole file, not a sample: BOM, UTF-8, UTF-16 by its NUL bytes, then GB18030. Throws
 * UnreadableFile.
 */
export async function detectEncoding(path: string): Promise<Encoding> {
  const mark = await markOf(path)
  if (mark) return mark
  const { nulls, little, big } = await nullsIn(path)
  if (nulls) {
    const encoding = little > big ? 'utf-16le' : 'utf-16be'
    if (little !== big && (await decodes(path, encoding))) return encoding
    throw new UnreadableFile('binary')
  }
  if (await decodes(path, 'utf-8')) return 'utf-8'
  if (await decodes(path, 'gb18030')) return 'gb18030'
  throw new UnreadableFile('encoding')
}

async function decodes(path: string, encoding: Encoding): Promise<boolean> {
  try {
    for await (const _ of decodeFile(path, encoding));
    return true
  } catch (error) {
    if (error instanceof UnreadableFile) return false
    throw error
  }
}

/**
 * The text of a file in chunks, without its BOM. Throws UnreadableFile at the first byte that is invalid in this
 * encoding.
 */
export async function* decodeFile(path: string, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true })
  let begun = false
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    if (!begun) refuseBinary(chunk)
    const text = decodeStrictly(() => decoder.decode(chunk, { stream: true }))
    if (text.includes('\0')) throw new UnreadableFile('binary')
    yield begun ? text : text.replace(/^\uFEFF/, '')
    begun = true
  }
  yield decodeStrictly(() => decoder.decode())
}

function decodeStrictly(decode: () => string): string {
  try {
    return decode()
  } catch {
    throw new UnreadableFile('encoding')
  }
}

/** The encoding of the file's BOM, if it has one. */
async function markOf(path: string): Promise<Encoding | undefined> {
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    refuseBinary(chunk)
    return byteOrderMarks.find(([, mark]) => startsWith(chunk, mark))?.[0]
  }
  return undefined
}

/** Whether there are NUL bytes, and the number of separators in each UTF-16 byte order. */
async function nullsIn(path: string) {
  const seen = { nulls: false, little: 0, big: 0 }
  let isSecond = false
  let before = -1
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>)
    for (const byte of chunk) {
      if (byte === 0) seen.nulls = true
      if (isSecond && byte === 0 && isSeparator(before)) seen.little++
      if (isSecond && before === 0 && isSeparator(byte)) seen.big++
      before = byte
      isSecond = !isSecond
    }
  return seen
}

/**
 * Tab, LF, CR or comma. No letter of a living script has these as its high byte; a NUL as low byte is possible, as in 一
 * (U+4E00).
 */
const isSeparator = (byte: number) => byte === 0x09 || byte === 0x0a || byte === 0x0d || byte === 0x2c

function refuseBinary(start: Buffer) {
  if (signatures.some((signature) => startsWith(start, signature))) throw new UnreadableFile('binary')
}

const startsWith = (chunk: Buffer, prefix: Buffer) => chunk.subarray(0, prefix.length).equals(prefix)
