import { isIP } from 'node:net'
import { join, resolve } from 'node:path'
import { z } from 'zod'

const port = z.coerce.number().int().min(0).max(65535)
const proxies = z
  .string()
  .refine(areProxies)
  .transform((text) => (/^\d+$/.test(text) ? Number(text) : text.split(/ *, */)))

const schema = z.object({
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

/** The settings from the environment, validated; folders are absolute paths. */
export type Settings = z.infer<typeof schema> & { databaseFile: string }

/** An invalid value in the environment; the message names it and is all that the person sees. */
export class WrongSetting extends Error {}

/** Parses the settings; an empty value counts as missing. Throws WrongSetting. */
export function readEnvironmentSettings(environment: Record<string, string | undefined>): Settings {
  const values = Object.fromEntries(
    Object.entries(environment).filter(([name, value]) => name in schema.shape && value),
  )
  const read = schema.safeParse(values)
  if (!read.success) {
    const name = String(read.error.issues[0]?.path[0])
    throw new WrongSetting(
      `${name} can't be "${secret.includes(name) ? '…' : values[name]}": ${hints[name] ?? 'see README.md'}`,
    )
  }
  // All processes need the same secret, and each may have its own DATA_DIR.
  if (read.data.DATABASE_URL && !read.data.SECRET)
    throw new WrongSetting(`SECRET must be set when DATABASE_URL is set: ${hints.SECRET}, the same for every process`)
  const DATA_DIR = resolve(read.data.DATA_DIR)
  return { ...read.data, DATA_DIR, databaseFile: join(DATA_DIR, 'salesbook.db') }
}

/** Settings whose values are never printed. */
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

function areProxies(text: string): boolean {
  if (/^\d+$/.test(text)) return true
  return text.split(/ *, */).every((proxy) => {
    const [address = '', bits = '0', ...more] = proxy.split('/')
    const longest = isIP(address) === 4 ? 32 : 128
    const inRange = /^\d{1,3}$/.test(bits) && Number(bits) <= longest
    return (
      ['loopback', 'linklocal', 'uniquelocal'].includes(proxy) || (isIP(address) > 0 && more.length === 0 && inRange)
    )
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

/** The settings of this process: those of useSettings(), otherwise the environment's. */
export const settings = (): Settings => {
  current ??= readEnvironmentSettings(process.env)
  return current
}

/** Sets the settings of this process: a worker gets its parent's, a test its own. */
export const useSettings = (value: Settings): void => {
  current = value
}
