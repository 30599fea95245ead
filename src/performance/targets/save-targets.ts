import { recordEvent } from '../../history/record-event.ts'
import { ValidationErrors, VersionConflict } from '../../i18n/error-classes.ts'
import type { MessageKey } from '../../i18n/messages.ts'
import type { SavedMeanwhile } from '../../web/concurrent-edits/shown-record.ts'
import { type TargetsInput, type TypedTarget, targetFieldName } from './targets-form.ts'
import {
  deleteTargetRow,
  isActiveSalespersonByAccount,
  type TargetCell,
  targetCellKey,
  targetChangesSinceVersion,
  targetSubject,
  targetsIn,
  targetsOverwrittenSinceVersion,
  targetsVersion,
  writeTarget,
} from './targets-repository.ts'

/** A submitted target compared with the stored one. */
interface Comparison {
  target: TypedTarget
  /** The stored value. */
  now: number | null
  /** The value that the form was rendered with; only set if it has changed since then. */
  shown?: number | null
}

/**
 * Saves the submitted targets, with a history event for each change; returns the number of changes. A cell that the
 * form left unchanged keeps what somebody else saved meanwhile. Throws ValidationErrors for unknown people and for new
 * targets of people who do not sell (their old ones may stay or be removed), and VersionConflict if both changed the
 * same cell.
 */
export async function saveTargets(input: TargetsInput, by: { id: number }): Promise<number> {
  const sellingById = await isActiveSalespersonByAccount([...new Set(input.targets.map(({ user_id }) => user_id))])
  throwIfAny(
    input.targets.filter(({ user_id }) => !sellingById.has(user_id)),
    'performance.unknown_person',
  )
  const compared = await compareSubmittedTargets(input)
  if (compared.some(isContested)) throw new VersionConflict(targetSubject, 0)
  const changed = compared.filter(
    (comparison) => !isUntouched(comparison) && comparison.target.value !== comparison.now,
  )
  throwIfAny(
    changed.map(({ target }) => target).filter(({ user_id, value }) => value !== null && !sellingById.get(user_id)),
    'performance.not_selling',
  )
  for (const { target, now } of changed) {
    const { user_id, month, indicator, value } = target
    if (value === null) await deleteTargetRow(target)
    else await writeTarget({ ...target, value })
    const event = { field: indicator, old: asText(now), new: asText(value), details: { month } }
    await recordEvent(targetSubject, user_id, 'changed', event, by)
  }
  return changed.length
}

const asText = (target: number | null): string | null => (target === null ? null : String(target))

function throwIfAny(cells: readonly TargetCell[], key: MessageKey): void {
  if (cells.length > 0) throw new ValidationErrors(cells.map((cell) => ({ field: targetFieldName(cell), key })))
}

/**
 * Compares submitted targets with the stored ones, and with those that the form was rendered with if it has a version.
 */
export async function compareSubmittedTargets({ targets, version }: TargetsInput): Promise<Comparison[]> {
  const months = targets.map(({ month }) => month).toSorted()
  const [from, to] = [months[0], months.at(-1)]
  if (from === undefined || to === undefined) return []
  const stored = new Map((await targetsIn({ from, to }, null)).map((target) => [targetCellKey(target), target.value]))
  const renderedValues =
    version > 0 && version < (await targetsVersion()) ? await targetsOverwrittenSinceVersion(version) : undefined
  return targets.map((target) => {
    const key = targetCellKey(target)
    const shown = renderedValues?.get(key)
    return { target, now: stored.get(key) ?? null, ...(shown !== undefined && { shown }) }
  })
}

/** The targets that others changed since the form was shown, and that it leaves as they are now. */
export async function targetsSavedMeanwhile(input: TargetsInput): Promise<SavedMeanwhile> {
  const compared = await compareSubmittedTargets(input)
  const kept = compared.filter((comparison) => isUntouched(comparison) && comparison.now !== comparison.shown)
  if (kept.length === 0) return { by: [], labels: [] }
  const cells = new Set(kept.map(({ target }) => targetCellKey(target)))
  const changes = (await targetChangesSinceVersion(input.version)).filter(({ key }) => cells.has(key))
  const indicators = new Set(kept.map(({ target }) => target.indicator))
  return {
    by: [...new Set(changes.map(({ who }) => who ?? ''))],
    labels: [...indicators].map((indicator) => `performance.indicator_${indicator}` as const),
  }
}

/** Somebody else changed the cell, but this form did not. */
export const isUntouched = ({ target, shown }: Comparison): boolean => shown !== undefined && target.value === shown

/** Both changed the cell, to different values. */
export const isContested = (comparison: Comparison): boolean =>
  comparison.shown !== undefined && !isUntouched(comparison) && comparison.target.value !== comparison.now
