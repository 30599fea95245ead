import { customerForm } from '../../src/customers/form.ts'
import { customerImport } from '../../src/customers/import/import.ts'
import { orderForm } from '../../src/orders/form/form.ts'
import { orderImport } from '../../src/orders/import/import.ts'
import { productForm } from '../../src/products/form.ts'
import { productImport } from '../../src/products/import.ts'
import type { ImportedForm } from './import-columns.ts'

const version = 'is kept by the program'
const byName = 'a file names people and records, not their ids'
const ofLine = 'is of one line: a file has a row for each'

/** The forms of records that can also be imported. */
export const importedForms: Record<string, ImportedForm> = {
  customers: {
    path: 'src/customers/fields.ts',
    fields: Object.keys(customerForm.shape),
    columns: customerImport.fields.map(({ name }) => name),
    onlyInForm: { version, owner_id: byName, confirm_duplicate: 'is said of the whole file' },
    onlyInFile: { owner: byName },
  },
  products: {
    path: 'src/products/import.ts',
    fields: Object.keys(productForm.shape),
    columns: productImport.fields.map(({ name }) => name),
    onlyInForm: { version },
    onlyInFile: {},
  },
  orders: {
    path: 'src/orders/import/import.ts',
    fields: Object.keys(orderForm.shape),
    columns: orderImport.fields.map(({ name }) => name),
    onlyInForm: {
      version,
      customer_id: byName,
      owner_id: byName,
      opportunity_id: byName,
      lines: ofLine,
      another_order: 'an old order has no opportunity',
      credits: 'all credit of an old order is its owner’s',
      contract_number: 'an old order’s number is taken from it where the file has no other',
      signed_on: 'goes with the contract',
    },
    onlyInFile: {
      customer: byName,
      customer_code: byName,
      owner: byName,
      product_model: ofLine,
      quantity: ofLine,
      unit_price: ofLine,
      discount_percent: ofLine,
      number: 'an old order has one already',
      status: 'an old order has gone its way already',
      shipped_on: 'an old order may be shipped already',
      paid_on: 'an old order may be paid already',
      paid_amount: 'an old order may be paid already',
    },
  },
}
