import { isIP } from 'node:net'
import { join, resolve } from 'node:path'
import { z } from 'zod'

const port = z.coerce.number().int().min(0).max(65535)
const proxies = z
  .string()
  .refine(areProxies)
  .transform((said) => (/^\d+$/.test(said) ? Number(said) : said.split(/ *, */)))

const shape = z.object({
  PORT: port.default(3000),
  HOST: z.string().default('127.0.0.1'),
  DATA_DIR: z.string().default('./data'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  DEFAULT_LOCALE: z.enum(['zh-CN', 'en']).default('zh-CN'),
  TIME_ZONE: z.string().refine(isTimeZone).default('Asia/Shanghai'),
  CURRENCY: z.string().refine(isCurrency).default('CNY'),
  TRUST_PROXY: proxies.optional(),
  MANAGER_PASSWORD: z.string().max(256).optional(),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  SECRET: z.string().min(32).optional(),
})

/** What the environment says, checked once; directories are absolute. */
export type Settings = z.infer<typeof shape> & { databaseFile: string }

/** A value of the environment that can't be meant; the message names it and is all that the person sees. */
export class WrongSetting extends Error {}

/** Reads the settings; an empty value counts as absent. Throws WrongSetting. */
export function readSettings(environment: Record<string, string | undefined>): Settings {
  const said = Object.fromEntries(Object.entries(environment).filter(([name, value]) => name in shape.shape && value))
  const read = shape.safeParse(said)
  if (!read.success) {
    const name = String(read.error.issues[0]?.path[0])
    throw new WrongSetting(
      `${name} can't be "${secret.includes(name) ? '…' : said[name]}": ${hints[name] ?? 'see README.md'}`,
    )
  }
  // Several processes have to know the same secret, and the folder of one is not the other's.
  if (read.data.DATABASE_URL && !read.data.SECRET)
    throw new WrongSetting(`SECRET must be set when DATABASE_URL is set: ${hints.SECRET}, the same for every process`)
  const DATA_DIR = resolve(read.data.DATA_DIR)
  return { ...read.data, DATA_DIR, databaseFile: join(DATA_DIR, 'salesbook.db') }
}

/** Values that no message repeats. */
const secret = ['SECRET', 'DATABASE_URL', 'MANAGER_PASSWORD']

const hints: Record<string, string> = {
  PORT: 'a number from 0 to 65535',
  DEFAULT_LOCALE: 'zh-CN or en',
  TIME_ZONE: 'a name such as Asia/Shanghai',
  CURRENCY: 'three letters such as CNY',
  TRUST_PROXY: 'the number of proxies in front of Salesbook, or their addresses: 1, loopback, 10.0.0.0/8',
  PUBLIC_URL: 'an address such as https://sales.example.com',
  SECRET: 'at least 32 characters',
  DATABASE_URL: 'an address such as postgres://…',
}

function areProxies(said: string): boolean {
  if (/^\d+$/.test(said)) return true
  return said.split(/ *, */).every((one) => {
    const [address = '', bits = '0', ...more] = one.split('/')
    const longest = isIP(address) === 4 ? 32 : 128
    const inRange = /^\d{1,3}$/.test(bits) && Number(bits) <= longest
    return ['loopback', 'linklocal', 'uniquelocal'].includes(one) || (isIP(address) > 0 && more.length === 0 && inRange)
  })
}

function isTimeZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }))
  } catch {
    return false
  }
}

function isCurrency(code: string): boolean {
  return /^[A-Z]{3}$/.test(code) && Intl.supportedValuesOf('currency').includes(code)
}

let current: Settings | undefined

/** The settings of this process: the environment's, unless configure() was told others. */
export const settings = (): Settings => {
  current ??= readSettings(process.env)
  return current
}

/** Sets the settings of this process: a worker gets its parent's, a test its own. */
export const configure = (wanted: Settings): void => {
  current = wanted
}
