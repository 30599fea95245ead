import type { Person } from '../access/person.ts'
import { type Formats, formats } from '../i18n/format.ts'
import type { Locale } from '../i18n/locale.ts'
import { type MessageKey, messages } from '../i18n/messages.ts'
import { type Translate, translator, type Values } from '../i18n/translate.ts'
import { type HistoryEntry, historyOf } from './record-event.ts'

/** The reader, and the browser's language for those who have not chosen one. */
export interface ActivityReader {
  person: Person
  context: { locale: Locale }
}

type Language = Formats & { t: Translate }

/** Formats a stored value for display: the column `old` or `new` as text, or a value from the event's details. */
export type ShownAs = (stored: unknown, language: Language) => string | Promise<string>

/** How a feature's events are shown. */
export interface FeatureActivity {
  /** The `subject` of the feature's rows in the history. */
  subject: string
  /** The prefix of its message keys, if it differs from the subject: 'accounts' in accounts.activity_created. */
  messagePrefix?: string
  empty: MessageKey
  because?: MessageKey
  /** Formatters by field, or by event if it changes no single field. Business dates and plain texts need none. */
  fields: Record<string, ShownAs>
  /** The message key of an entry, if it is not ROOM.activity_WHAT. */
  sentence?: (line: HistoryEntry) => string
  /** Which events are shown, by their details; without it, all. */
  keeps?: (details: EventDetails) => boolean
  /** Further values of the message besides who, label, old and new. */
  values?: (details: EventDetails, language: Language, line: HistoryEntry) => Values
}

type EventDetails = Record<string, unknown>

/** An event of a record, in the reader's language. */
export interface ActivityLine {
  kind: 'change'
  at: string
  who: string
  /** The message key, such as orders.activity_confirmed. */
  say: string
  text: string
  field: string | null
  /** The field's label; '' if there is no field or no message for it. */
  label: string
  old: string
  new: string
  details: EventDetails
}

/** A record's events, newest first. */
export async function activityOfRecord(
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
    displayValue(line.old ?? details.old, feature, line, language),
    displayValue(line.new ?? details.new, feature, line, language),
  ])
  const who = line.who ?? ''
  const label = labelOf(feature, line, t)
  const say = sentenceOf(feature, line)
  const message = t(say, { who, label, old, new: now, ...feature.values?.(details, language, line) })
  const because = reason && feature.because ? t(feature.because, { reason }) : ''
  const text = language.joinSentences(message, because)
  return { kind: 'change', at, who, say, text, field, label, old, new: now, details }
}

function displayValue(stored: unknown, { empty, fields }: FeatureActivity, line: HistoryEntry, language: Language) {
  if (stored === undefined || stored === null) return language.t(empty)
  const shownAs = fields[line.field ?? line.what] ?? (isDateField(line) ? asDay : String)
  return shownAs(stored, language)
}

/** The label of a field; for the event 'credits_changed', that of the credits. */
function labelOf(
  { subject, messagePrefix = subject }: FeatureActivity,
  { field, what }: HistoryEntry,
  t: Translate,
): string {
  const key = `${messagePrefix}.${field ?? what.replace(/_changed$/, '')}`
  return (field !== null || what.endsWith('_changed')) && isKey(key) ? t(key) : ''
}

function sentenceOf({ subject, messagePrefix = subject, sentence }: FeatureActivity, line: HistoryEntry): MessageKey {
  const key = sentence?.(line) ?? `${messagePrefix}.activity_${line.what}`
  return isKey(key) ? key : (`${messagePrefix}.activity_changed` as MessageKey)
}

const isKey = (key: string): key is MessageKey => key in messages.en

const isDateField = ({ field, old, new: now }: HistoryEntry): boolean =>
  field === null ? /^\d{4}-\d\d-\d\d$/.test(now ?? old ?? '') : field.endsWith('_on')

const asDay: ShownAs = (stored, { dateInLine }) => dateInLine(String(stored))

/** Formats minor units. */
export const asMoney: ShownAs = (stored, { money }) => money(Number(stored))

/** Formats one of a fixed list of values, whose message keys are PREFIX_VALUE. */
export const asTranslatedChoice =
  (prefix: string): ShownAs =>
  (stored, { t }) => {
    const key = `${prefix}_${stored}`
    return isKey(key) ? t(key) : String(stored)
  }
