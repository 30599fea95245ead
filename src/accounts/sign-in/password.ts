import { createHmac, randomInt } from 'node:crypto'
import { ZxcvbnFactory } from '@zxcvbn-ts/core'
import * as common from '@zxcvbn-ts/language-common'
import bcrypt from 'bcrypt'
import type { MessageKey } from '../../i18n/messages.ts'
import { pinyinReadings } from '../../values/pinyin.ts'
import { passwordHmacKey } from '../repository.ts'

const cost = process.env.NODE_ENV === 'test' ? 4 : 12
const minLength = 12
const maxLength = 256

const zxcvbn = new ZxcvbnFactory({ dictionary: common.dictionary, graphs: common.adjacencyGraphs })

/** The one common password of at least 12 characters that zxcvbn's dictionaries lack. */
const commonPasswords = new Set(['films+pic+galeries'])

/**
 * Why a new password is refused, or undefined. `known`: the person's name and username; the program's name is always
 * included.
 */
export function passwordWeakness(password: string, known: string[]): MessageKey | undefined {
  if ([...password].length < minLength) return 'accounts.password_short'
  if ([...password].length > maxLength) return 'accounts.password_long'
  const folded = password.toLowerCase()
  if (commonPasswords.has(folded)) return 'accounts.password_guessable'
  const words = [...known.flatMap(spellings), 'salesbook', 'xiaoshou']
    .map((word) => word.toLowerCase())
    .filter((word) => word.length > 2 || /^\p{Script=Han}{2}$/u.test(word))
  const withoutNames = words.reduce((rest, word) => rest.replaceAll(word, ''), folded).replace(/[^\p{L}]/gu, '')
  if (withoutNames.length < 4 && words.some((word) => folded.includes(word))) return 'accounts.password_own_name'
  return zxcvbn.check(password.slice(0, 100), words).score < 3 ? 'accounts.password_guessable' : undefined
}

/** A name, its parts, and its pinyin. */
const spellings = (name: string): string[] => [name, ...name.split(/[^\p{L}\p{N}]+/u), ...pinyinReadings(name, 'name')]

/** bcrypt of an HMAC: bcrypt alone ignores everything after 72 bytes (24 Chinese characters). */
export const hashPassword = async (password: string): Promise<string> =>
  withHashSlot(async () => bcrypt.hash(digest(password, await passwordHmacKey()), cost))

/**
 * Whether the password is correct. Takes the same time if there is no account or it has no password, so that timing
 * reveals nothing.
 */
export const passwordMatches = async (password: string, stored: string | undefined): Promise<boolean> =>
  withHashSlot(async () => {
    const dummy = await dummyPasswordHash()
    const usable = stored?.startsWith('$2') ? stored : undefined
    return (await bcrypt.compare(digest(password, await passwordHmacKey()), usable ?? dummy)) && usable !== undefined
  })

/** Whether two passwords have the same hash input. */
export const passwordsAreEqual = (a: string, b: string): boolean => a.normalize('NFC') === b.normalize('NFC')

/** Four groups of four letters and digits, without characters that look alike. */
export function initialPassword(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789'
  const group = () => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('')
  return [group(), group(), group(), group()].join('-')
}

const digest = (password: string, secret: string): string =>
  createHmac('sha384', secret).update(password.normalize('NFC')).digest('base64')

let dummyHash: Promise<string> | undefined
function dummyPasswordHash(): Promise<string> {
  dummyHash ??= bcrypt.hash('nobody', cost)
  return dummyHash
}

/** Runs at most two hashes at once: four would fill the thread pool that files and compression share. */
const waiting: (() => void)[] = []
let running = 0
async function withHashSlot<T>(work: () => Promise<T>): Promise<T> {
  if (running >= 2) await new Promise<void>((go) => waiting.push(go))
  running++
  try {
    return await work()
  } finally {
    running--
    waiting.shift()?.()
  }
}
