import { createHmac, randomInt } from 'node:crypto'
import { ZxcvbnFactory } from '@zxcvbn-ts/core'
import * as common from '@zxcvbn-ts/language-common'
import bcrypt from 'bcrypt'
import type { MessageKey } from '../../i18n/messages.ts'
import { pinyinReadings } from '../../values/pinyin.ts'
import { passwordKey } from '../repository.ts'

const cost = process.env.NODE_ENV === 'test' ? 4 : 12
const least = 12
const longestPassword = 256

const zxcvbn = new ZxcvbnFactory({ dictionary: common.dictionary, graphs: common.adjacencyGraphs })

/** Of the passwords that everybody uses, the one long enough for us that zxcvbn's dictionaries lack. */
const oftenUsed = new Set(['films+pic+galeries'])

/** Why a new password can't be taken, or nothing. Known words: the person's name, username, the company's name. */
export function passwordWeakness(password: string, known: string[]): MessageKey | undefined {
  if ([...password].length < least) return 'accounts.password_short'
  if ([...password].length > longestPassword) return 'accounts.password_long'
  const folded = password.toLowerCase()
  if (oftenUsed.has(folded)) return 'accounts.password_guessable'
  const words = [...known.flatMap(spellings), 'salesbook', 'xiaoshou']
    .map((word) => word.toLowerCase())
    .filter((word) => word.length > 2 || /^\p{Script=Han}{2}$/u.test(word))
  const own = words.reduce((rest, word) => rest.replaceAll(word, ''), folded).replace(/[^\p{L}]/gu, '')
  if (own.length < 4 && words.some((word) => folded.includes(word))) return 'accounts.password_own_name'
  return zxcvbn.check(password.slice(0, 100), words).score < 3 ? 'accounts.password_guessable' : undefined
}

/** A name whole, in its parts and in pinyin. */
const spellings = (name: string): string[] => [name, ...name.split(/[^\p{L}\p{N}]+/u), ...pinyinReadings(name, 'name')]

/** bcrypt over an HMAC, so that nothing is cut at 72 bytes (24 Chinese characters). */
export const hashPassword = async (password: string): Promise<string> =>
  inTurn(async () => bcrypt.hash(digest(password, await passwordKey()), cost))

/** Whether it is the password; takes as long for an account that there isn't or that has none, so that time tells nothing. */
export const passwordMatches = async (password: string, stored: string | undefined): Promise<boolean> =>
  inTurn(async () => {
    const nobodys = await nobody()
    const usable = stored?.startsWith('$2') ? stored : undefined
    return (await bcrypt.compare(digest(password, await passwordKey()), usable ?? nobodys)) && usable !== undefined
  })

/** Whether two passwords are one, as they are hashed. */
export const samePassword = (a: string, b: string): boolean => a.normalize('NFC') === b.normalize('NFC')

/** Four groups of four letters and digits that can't be mistaken for each other. */
export function initialPassword(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789'
  const group = () => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('')
  return [group(), group(), group(), group()].join('-')
}

const digest = (password: string, secret: string): string =>
  createHmac('sha384', secret).update(password.normalize('NFC')).digest('base64')

let nobodysHash: Promise<string> | undefined
function nobody(): Promise<string> {
  nobodysHash ??= bcrypt.hash('nobody', cost)
  return nobodysHash
}

/** Two hashes at a time: four would fill the thread pool that files and compression share. */
const waiting: (() => void)[] = []
let running = 0
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= 2) await new Promise<void>((go) => waiting.push(go))
  running++
  try {
    return await work()
  } finally {
    running--
    waiting.shift()?.()
  }
}
