import { Stale } from '../i18n/refusal.ts'

/** Refuses an act on an order that was shown in another version; 0, which says none, is not compared. Throws Stale. */
export function refuseStale({ id, version }: { id: number; version: number }, shown: number): void {
  if (shown !== 0 && shown !== version) throw new Stale('orders', id)
}
