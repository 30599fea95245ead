import type { Fields } from '../fields/definition.ts'
import type { Detail } from '../fields/format-values.ts'
import type { ActivityLine } from '../history/activity.ts'
import type { ListPage } from '../lists/list-page-props.ts'
import type { FormState } from '../web/form-state.ts'
import type { Product } from './repository.ts'

declare module '../web/view-props.ts' {
  interface Views {
    'products/list': {
      list: ListPage<Product>
      active: '1' | '0' | ''
      mayMaintain: boolean
      mayImport: boolean
      mayExport: boolean
    }
    'products/page': {
      record: Product | null
      form: FormState
      fields: Fields
      details: Detail[]
      offered: Record<string, string[]>
      changes: ActivityLine[]
      mayMaintain: boolean
    }
  }
}
