import { fields } from '../fields/definition.ts'
import { amount, choice, requiredField, text, textarea } from '../fields/kinds.ts'

/** Whether a product is on sale, as stored and in files. */
export const activeValues = ['1', '0'] as const

/** The fields of a product. */
export const productFields = fields('products', {
  model: requiredField(
    text(100, {
      plainText: true,
      listed: true,
      search: 'text',
      ownPlace: true,
      importAs: 'product model|product id|product code|sku|型号|编号|货号',
    }),
  ),
  name: requiredField(
    text(200, {
      wide: true,
      listed: true,
      search: 'text',
      ownPlace: true,
      importAs: 'product name|名称|品名|产品|产品名称',
    }),
  ),
  description: textarea(2000, {
    search: 'plain',
    importAs: 'specification|specifications|spec|specs|product description|规格|产品规格|规格参数|产品说明|描述',
  }),
  category: text(100, {
    suggested: true,
    search: 'text',
    listed: true,
    importAs: 'category name|product category|类别|分类|产品类别',
  }),
  unit: text(40, { suggested: true, listed: true, importAs: 'quantity per unit|uom|单位|计量单位' }),
  list_price: amount({
    formLabel: 'products.list_price_in',
    listed: true,
    importAs: 'unit price|price|单价|价格|标价|目录价',
  }),
  active: choice(activeValues, (value) => ({ key: `products.active_${value}` }), {
    help: 'products.active_help',
    listed: true,
    importAs: 'on sale|enabled|在售|启用|状态',
  }),
})
