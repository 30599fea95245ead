import {
  type ActivityLine,
  type ActivityReader,
  activityOfRecord,
  type FeatureActivity,
} from '../../history/activity.ts'
import type { MessageKey } from '../../i18n/messages.ts'
import { indicatorValueText } from '../format.ts'
import { indicators, unitOf } from '../indicators.ts'
import { type AssessedPeriod, periodName } from '../period.ts'
import { targetSubject } from './targets-repository.ts'

const maxLines = 10
const historyLimit = 200

const targetActivity: FeatureActivity = {
  subject: targetSubject,
  messagePrefix: 'performance',
  empty: 'none',
  fields: Object.fromEntries(
    indicators.map((indicator) => [
      indicator,
      (value, formats) => indicatorValueText(unitOf[indicator], Number(value), formats),
    ]),
  ),
  sentence: () => 'performance.target_changed',
  values: ({ month }, { t }, { field }) => ({
    month: periodName(String(month), t),
    indicator: t(`performance.indicator_${field}` as MessageKey),
  }),
}

/** The latest changes to a person's targets of a period, newest first. */
export async function targetChanges(
  user_id: number,
  { from, to }: AssessedPeriod,
  reader: ActivityReader,
): Promise<ActivityLine[]> {
  const [first, last] = [from.slice(0, 7), to.slice(0, 7)]
  const keeps: FeatureActivity['keeps'] = ({ month }) => String(month) >= first && String(month) <= last
  return (await activityOfRecord({ ...targetActivity, keeps }, user_id, historyLimit, reader)).slice(0, maxLines)
}
