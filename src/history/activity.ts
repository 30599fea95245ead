import type { Person } from '../access/person.ts'
import { type Formats, formats } from '../i18n/format.ts'
import type { Locale } from '../i18n/locale.ts'
import { type MessageKey, messages } from '../i18n/messages.ts'
import { type Translate, translator, type Values } from '../i18n/translate.ts'
import { type HistoryEntry, historyOf } from './record-event.ts'

/** Who reads, and the browser's language for those who have chosen none. */
export interface ActivityReader {
  person: Person
  context: { locale: Locale }
}

type Language = Formats & { t: Translate }

/** Shows what the history keeps of a field: its column as a text, or what the details of the line hold. */
export type ShownAs = (kept: unknown, language: Language) => string | Promise<string>

/** How what happened to a feature's records is told. */
export interface FeatureActivity {
  /** Under which the history keeps it. */
  subject: string
  /** By which the feature's words begin, where that is something else: accounts of accounts.activity_created. */
  room?: string
  empty: MessageKey
  because?: MessageKey
  /** By field, or by what happened where that changes no single field; business days and plain texts need none. */
  fields: Record<string, ShownAs>
  /** The key of a line's sentence, where it is not ROOM.activity_WHAT. */
  sentence?: (line: HistoryEntry) => string
  /** Which lines are told, by their details; absent: all. */
  keeps?: (details: EventDetails) => boolean
  /** What the sentence says besides who, label, old and new. */
  values?: (details: EventDetails, language: Language, line: HistoryEntry) => Values
}

type EventDetails = Record<string, unknown>

/** One thing that happened to a record, in the reader's language. */
export interface ActivityLine {
  kind: 'change'
  at: string
  who: string
  /** Names the sentence: orders.activity_confirmed. */
  say: string
  text: string
  field: string | null
  /** '': no field, or one without a word. */
  label: string
  old: string
  new: string
  details: EventDetails
}

/** What happened to a record, newest first. */
export async function activityOf(
  feature: FeatureActivity,
  id: number,
  limit: number,
  { person, context }: ActivityReader,
): Promise<ActivityLine[]> {
  const locale = person.locale ?? context.locale
  const t = translator(locale)
  const language = { ...formats(locale, t), t }
  const lines = (await historyOf(feature.subject, id, limit)).filter((line) => feature.keeps?.(detailsOf(line)) ?? true)
  return Promise.all(lines.map((line) => lineOf(feature, line, language)))
}

const detailsOf = ({ details }: HistoryEntry): EventDetails => JSON.parse(details ?? '{}')

async function lineOf(feature: FeatureActivity, line: HistoryEntry, language: Language): Promise<ActivityLine> {
  const { at, field, reason } = line
  const { t } = language
  const details = detailsOf(line)
  const [old, now] = await Promise.all([
    shown(line.old ?? details.old, feature, line, language),
    shown(line.new ?? details.new, feature, line, language),
  ])
  const who = line.who ?? ''
  const label = labelOf(feature, line, t)
  const say = sentenceOf(feature, line)
  const told = t(say, { who, label, old, new: now, ...feature.values?.(details, language, line) })
  const because = reason && feature.because ? t(feature.because, { reason }) : ''
  // A Chinese bracket brings its own room.
  const text = because.startsWith('（') ? told + because : `${told} ${because}`.trimEnd()
  return { kind: 'change', at, who, say, text, field, label, old, new: now, details }
}

function shown(kept: unknown, { empty, fields }: FeatureActivity, line: HistoryEntry, language: Language) {
  if (kept === undefined || kept === null) return language.t(empty)
  const shownAs = fields[line.field ?? line.what] ?? (keepsDay(line) ? asDay : String)
  return shownAs(kept, language)
}

/** The word of a field; of 'credits_changed', that of the credits. */
function labelOf({ subject, room = subject }: FeatureActivity, { field, what }: HistoryEntry, t: Translate): string {
  const key = `${room}.${field ?? what.replace(/_changed$/, '')}`
  return (field !== null || what.endsWith('_changed')) && isKey(key) ? t(key) : ''
}

function sentenceOf({ subject, room = subject, sentence }: FeatureActivity, line: HistoryEntry): MessageKey {
  const key = sentence?.(line) ?? `${room}.activity_${line.what}`
  return isKey(key) ? key : (`${room}.activity_changed` as MessageKey)
}

const isKey = (key: string): key is MessageKey => key in messages.en

const keepsDay = ({ field, old, new: now }: HistoryEntry): boolean =>
  field === null ? /^\d{4}-\d\d-\d\d$/.test(now ?? old ?? '') : field.endsWith('_on')

const asDay: ShownAs = (kept, { dateInLine }) => dateInLine(String(kept))

/** Shows minor units. */
export const asMoney: ShownAs = (kept, { money }) => money(Number(kept))

/** Shows one of a fixed choice, whose words are PREFIX_VALUE. */
export const asWord =
  (prefix: string): ShownAs =>
  (kept, { t }) => {
    const key = `${prefix}_${kept}`
    return isKey(key) ? t(key) : String(kept)
  }
