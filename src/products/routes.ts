import { z } from 'zod'
import { listExportRoutes } from '../lists/export-routes.ts'
import { shownByHistory } from '../web/concurrent-edits/shown-record.ts'
import { pricePlain } from '../web/field-schemas.ts'
import { jsonResponse, redirect } from '../web/responses.ts'
import { get, post } from '../web/route.ts'
import { productForm, productFormValues } from './form.ts'
import { productList } from './list.ts'
import { productFormRefused, productListPage, productPage } from './pages.ts'
import { findProduct, productsOnSale } from './repository.ts'
import { createProduct, saveProduct } from './save.ts'

const maxOffered = 20

export const productRoutes = [
  get('/products', { permission: 'products.see' }, ({ person, context }) =>
    productListPage(context.parameters, person),
  ),

  ...listExportRoutes(productList, { export: 'products.export', title: 'products.title_page' }),

  get(
    '/products.json',
    { permission: 'products.see', query: z.object({ q: z.string().trim().max(200) }) },
    async ({ query }) => {
      const products = await productsOnSale(query.q, maxOffered)
      return jsonResponse(
        products.map(({ model, name, unit, list_price }) => ({
          model,
          name,
          unit: unit ?? '',
          list_price: pricePlain(list_price),
        })),
      )
    },
  ),

  get('/products/new', { permission: 'products.maintain' }, ({ person, context }) => productPage({ person, context })),

  post(
    '/products',
    { permission: 'products.maintain', form: productForm, onInvalid: productFormRefused },
    async ({ input, person }) => {
      const id = await createProduct(input, person)
      return redirect(`/products/${id}`, 'products.created')
    },
  ),

  get('/products/:id', { permission: 'products.see', load: findProduct }, ({ record, person, context }) =>
    productPage({ person, context, record }),
  ),

  post(
    '/products/:id',
    {
      permission: 'products.maintain',
      load: findProduct,
      form: productForm,
      toFormValues: productFormValues,
      shownAt: shownByHistory('products'),
      onInvalid: productFormRefused,
    },
    async ({ record, input, person }) => {
      await saveProduct(record, input, person)
      return redirect(`/products/${record.id}`, 'products.saved')
    },
  ),
]
