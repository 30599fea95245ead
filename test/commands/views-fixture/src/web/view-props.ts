export type Key = 'customers.name' | 'customers.total'
export type Html = string & { readonly html: unique symbol }

/** The views that the features of this fixture declare. */
// biome-ignore lint/suspicious/noEmptyInterface: features add to it
export interface Views {}

/** The helpers that every view may call. */
export interface Helpers {
  t(key: Key, values?: Record<string, string | number>): string
  partial<N extends keyof Views>(name: N, props: Views[N]): Html
}
