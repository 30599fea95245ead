import type { ListPage, Pages } from './page.ts'

declare module '../web/views.ts' {
  interface Views {
    'partials/list-export': { csv: string }
    'partials/list-tools': { list: ListPage<unknown>; hint: string }
    'partials/list-days': { list: ListPage<unknown> }
    'partials/list-heads': { list: ListPage<unknown> }
    'partials/list-pager': { list: Pages }
    'partials/list-pages': { list: Pages }
  }
}
