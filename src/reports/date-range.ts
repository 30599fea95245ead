import type { z } from 'zod'
import type { MessageKey } from '../i18n/messages.ts'
import { type ChosenPreset, isRunning, presetRange, presets } from '../values/date-presets.ts'
import { choiceSchema, daySchema } from '../web/field-schemas.ts'

/** The URL parameters that choose a report's dates. */
export const dateRangeParameters = {
  preset: choiceSchema(presets),
  whole: choiceSchema(['1']),
  from: daySchema(),
  to: daySchema(),
}

type DateParameters = { [Name in keyof typeof dateRangeParameters]: z.output<(typeof dateRangeParameters)[Name]> }

/** The dates of a report, and the preset they are; null means no limit, or no preset. */
export interface ChosenDates {
  from: string | null
  to: string | null
  preset: ChosenPreset | null
}

/**
 * Reads the dates. A form sends its preset together with the dates it shows: as long as these are the preset's, the
 * preset counts; dates that somebody has changed count themselves.
 */
export function chosenDates({ preset, whole, from, to }: DateParameters, today: string): ChosenDates {
  if (preset === null) return { from, to, preset: null }
  const isPresets = [false, true].some((whole) => {
    const range = presetRange({ name: preset, whole }, today)
    return range.from === from && range.to === to
  })
  if (!isPresets && (from !== null || to !== null)) return { from, to, preset: null }
  const chosen = { name: preset, whole: whole !== null && isRunning(preset) }
  return { ...presetRange(chosen, today), preset: chosen }
}

/** Swaps the dates if they are reversed, with a notice; null means no limit. */
export function orderedRange<D extends string | null>(
  from: D,
  to: D,
): { days: { from: D; to: D }; notices: MessageKey[] } {
  if (from === null || to === null || from <= to) return { days: { from, to }, notices: [] }
  return { days: { from: to, to: from }, notices: ['reports.range_reversed'] }
}

/** A preset as URL parameters. */
export const presetParameters = ({ name, whole }: ChosenPreset) => ({ preset: name, whole: whole ? 1 : null })
