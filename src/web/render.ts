import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import ejs from 'ejs'
import type { Locale } from '../i18n/locale.ts'
import { root } from '../root.ts'
import { escapeHtml, helpersFor } from './helpers.ts'
import type { Frame, Helpers, Html, Views } from './views.ts'

type Compiled = (locals: object) => string

const helperNames = [
  'page',
  't',
  'locale',
  'person',
  'company',
  'title',
  'mainClass',
  'partial',
  'asset',
  'icon',
  'hidden',
  'typed',
  'wrongAt',
  'each',
  'say',
  'labelOf',
  'href',
  'mayEver',
  'seal',
  'dialable',
]
const formatNames = [
  'money',
  'amount',
  'quantity',
  'count',
  'percent',
  'day',
  'date',
  'dateInLine',
  'instant',
  'when',
  'currency',
]

const viewOptions = {
  strict: true,
  escape: escapeHtml,
  destructuredLocals: [...helperNames, ...formatNames],
}

const compiled = new Map<string, Compiled>()

function view(name: string): Compiled {
  const known = compiled.get(name)
  if (known) return known
  const filename = fileURLToPath(new URL(`views/${name}.ejs`, root))
  const made = ejs.compile(readFileSync(filename, 'utf8'), { filename, ...viewOptions }) as Compiled
  if (process.env.NODE_ENV !== 'development') compiled.set(name, made)
  return made
}

/** What a page is made with: the frame, and the token of the session. */
export interface PageContext {
  frame: Frame
  csrf: string | undefined
  /** Before or outside the program: no navigation. */
  plain: boolean
}

/** Renders a view inside its layout; `layout-plain` for those outside the program. */
export function render<N extends keyof Views>(name: N, props: Views[N], { frame, csrf, plain }: PageContext): string {
  let title = ''
  const classes: string[] = []
  const show = drawing(frame, csrf, {
    title: (text) => {
      title = text
    },
    mainClass: (one) => classes.push(one),
  })
  const body = show(name, props)
  return show(plain ? 'layout-plain' : 'layout', { title, body, frame: { ...frame, bodyClass: classes.join(' ') } })
}

/** Renders a part of a page by itself, where there is no request: in a worker, for a page that is made elsewhere. */
export const renderPart = <N extends keyof Views>(name: N, props: Views[N], locale: Locale): Html => {
  const nothing = () => undefined
  const show = drawing({ locale, person: null, company: null }, undefined, { title: nothing, mainClass: nothing })
  return show(name, props)
}

/** Makes what renders a view and, from within it, its partials: each sees the helpers and its own `page`. */
function drawing(
  frame: Pick<Frame, 'locale' | 'person' | 'company'>,
  csrf: string | undefined,
  page: Pick<Helpers, 'title' | 'mainClass'>,
): Helpers['partial'] {
  const partial: Helpers['partial'] = (name, props) => view(name)({ ...helpers, page: props }) as Html
  const helpers = helpersFor(frame, csrf, { ...page, partial })
  return partial
}
