import { changesOf } from '../../history/changes.ts'
import type { Formats } from '../../i18n/format.ts'
import type { Translate } from '../../i18n/translate.ts'
import { indicators, unitOf } from '../indicators.ts'
import { type Assessed, periodName } from '../period.ts'
import { textOf } from '../shown.ts'
import { targetSubject } from './targets-repository.ts'

/** A change of a target in words. */
export interface TargetChange {
  at: string
  text: string
}

const most = 10
const looked = 200

/** The last changes of somebody's targets of a period, newest first. */
export async function targetChanges(
  user_id: number,
  { from, to }: Assessed,
  t: Translate,
  formats: Formats,
): Promise<TargetChange[]> {
  const lines = await changesOf(targetSubject, user_id, looked)
  return lines
    .flatMap(({ at, who, field, old, new: now, facts }) => {
      const indicator = indicators.find((one) => one === field)
      const month = String(facts.month)
      if (!indicator || month < from.slice(0, 7) || month > to.slice(0, 7)) return []
      const said = (value: string | null) =>
        value === null ? t('none') : textOf(unitOf[indicator], Number(value), formats)
      const values = { who, month: periodName(month, t), indicator: t(`performance.indicator_${indicator}`) }
      return [{ at, text: t('performance.target_changed', { ...values, old: said(old), new: said(now) }) }]
    })
    .slice(0, most)
}
