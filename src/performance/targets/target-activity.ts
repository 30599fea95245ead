import { type ActivityLine, activityOf, type FeatureActivity, type Reader } from '../../history/activity.ts'
import type { Key } from '../../i18n/words.ts'
import { indicators, unitOf } from '../indicators.ts'
import { type Assessed, periodName } from '../period.ts'
import { textOf } from '../shown.ts'
import { targetSubject } from './targets-repository.ts'

const most = 10
const looked = 200

const targetActivity: FeatureActivity = {
  subject: targetSubject,
  room: 'performance',
  empty: 'none',
  fields: Object.fromEntries(
    indicators.map((one) => [one, (kept, formats) => textOf(unitOf[one], Number(kept), formats)]),
  ),
  sentence: () => 'performance.target_changed',
  values: ({ month }, { t }, { field }) => ({
    month: periodName(String(month), t),
    indicator: t(`performance.indicator_${field}` as Key),
  }),
}

/** The last changes of somebody's targets of a period, newest first. */
export async function targetChanges(user_id: number, { from, to }: Assessed, reader: Reader): Promise<ActivityLine[]> {
  const [first, last] = [from.slice(0, 7), to.slice(0, 7)]
  const keeps: FeatureActivity['keeps'] = ({ month }) => String(month) >= first && String(month) <= last
  return (await activityOf({ ...targetActivity, keeps }, user_id, looked, reader)).slice(0, most)
}
