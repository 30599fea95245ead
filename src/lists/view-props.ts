import type { ListPage, PageLinks } from './list-page-props.ts'

declare module '../web/view-props.ts' {
  interface Views {
    'partials/list-export': { csv: string }
    'partials/list-tools': { list: ListPage<unknown>; hint: string }
    'partials/list-date-filters': { list: ListPage<unknown> }
    'partials/list-heads': { list: ListPage<unknown> }
    'partials/list-pager': { list: PageLinks }
    'partials/list-page-numbers': { list: PageLinks }
  }
}
