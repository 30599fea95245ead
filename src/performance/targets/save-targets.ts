import { recordEvent } from '../../history/record-event.ts'
import { ValidationErrors, VersionConflict } from '../../i18n/errors.ts'
import type { MessageKey } from '../../i18n/messages.ts'
import { fieldOf, type TargetsInput, type TypedTarget } from './targets-form.ts'
import {
  cellKey,
  existingAccounts,
  removeTarget,
  type TargetCell,
  targetSubject,
  targetsBefore,
  targetsIn,
  targetsVersion,
  writeTarget,
} from './targets-repository.ts'

/** How a typed target stands to what is kept. */
interface Comparison {
  target: TypedTarget
  /** What is kept now. */
  now: number | null
  /** What the form was shown, where somebody changed that since. */
  shown?: number | null
}

/**
 * Saves the targets that were sent, each change with its line in the history. A cell that the form did not change stays
 * as somebody else may have left it since. Throws ValidationErrors for people who are not there, and for new targets of those who
 * do not sell: theirs of old stay, or are taken away; VersionConflict where both changed one cell.
 */
export async function saveTargets(input: TargetsInput, by: { id: number }): Promise<number> {
  const there = await existingAccounts([...new Set(input.targets.map(({ user_id }) => user_id))])
  refuseAny(
    input.targets.filter(({ user_id }) => !there.has(user_id)),
    'performance.unknown_person',
  )
  const compared = await compare(input)
  if (compared.some(isContested)) throw new VersionConflict(targetSubject, 0)
  const changed = compared.filter((one) => !isUntouched(one) && one.target.value !== one.now)
  refuseAny(
    changed.map(({ target }) => target).filter(({ user_id, value }) => value !== null && !there.get(user_id)),
    'performance.not_selling',
  )
  for (const { target, now } of changed) {
    const { user_id, month, indicator, value } = target
    if (value === null) await removeTarget(target)
    else await writeTarget({ ...target, value })
    const told = { field: indicator, old: asText(now), new: asText(value), details: { month } }
    await recordEvent(targetSubject, user_id, 'changed', told, by)
  }
  return changed.length
}

const asText = (target: number | null): string | null => (target === null ? null : String(target))

function refuseAny(cells: readonly TargetCell[], key: MessageKey): void {
  if (cells.length > 0) throw new ValidationErrors(cells.map((cell) => ({ field: fieldOf(cell), key })))
}

/** Lays what was typed beside what is kept and what the form was shown; a form that names no version was shown nothing. */
export async function compare({ targets, version }: TargetsInput): Promise<Comparison[]> {
  const months = targets.map(({ month }) => month).toSorted()
  const [from, to] = [months[0], months.at(-1)]
  if (from === undefined || to === undefined) return []
  const kept = new Map((await targetsIn({ from, to }, null)).map((target) => [cellKey(target), target.value]))
  const before = version > 0 && version < (await targetsVersion()) ? await targetsBefore(version) : undefined
  return targets.map((target) => {
    const key = cellKey(target)
    const shown = before?.get(key)
    return { target, now: kept.get(key) ?? null, ...(shown !== undefined && { shown }) }
  })
}

/** Somebody else changed the cell, this form did not. */
export const isUntouched = ({ target, shown }: Comparison): boolean => shown !== undefined && target.value === shown

/** Both changed it, to different values. */
export const isContested = (one: Comparison): boolean =>
  one.shown !== undefined && !isUntouched(one) && one.target.value !== one.now
