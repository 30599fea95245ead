import { queryTerms } from '../lists/search/search-index.ts'
import { halfWidth, normalize } from '../values/normalize.ts'
import { pinyinReadings } from '../values/pinyin.ts'
import { modelKey, type Product, productsByModel, productsOnSaleByShortName } from './repository.ts'

/** The product that a typed text means, or the products that it may mean. */
export interface ProductMatch {
  product: Product | null
  candidates: Product[]
}

/** Products compared for one text. The shortest names come first, so a whole name is always among them. */
const maxCompared = 100

/**
 * The products that typed texts mean, by text: a model in any case and width, else a product on sale by its name, or by
 * the pinyin or initials of it. A part of a model is no more than a candidate: it may be a mistyped other model.
 */
export async function matchProducts(texts: Iterable<string>): Promise<Map<string, ProductMatch>> {
  const distinct = [...new Set(texts)]
  const products = await productsByModel(distinct.flatMap((text) => [text, halfWidth(text)]))
  const matches = new Map<string, ProductMatch>()
  for (const text of distinct) {
    const product = products.get(modelKey(text)) ?? products.get(modelKey(halfWidth(text).trim()))
    matches.set(text, product ? { product, candidates: [] } : await matchByName(text))
  }
  return matches
}

async function matchByName(text: string): Promise<ProductMatch> {
  const terms = queryTerms(text)
  const found = terms.length === 0 ? [] : await productsOnSaleByShortName(terms, maxCompared)
  const compared = found.map((product) => ({ product, ...comparison(product, terms, normalize(text)) }))
  const whole = compared.filter(({ isWholeName }) => isWholeName)
  const candidates = whole.length > 0 ? whole : compared.filter(({ hasAllTerms }) => hasAllTerms)
  const [only, ...others] = candidates
  const product = only?.hasTermInName && others.length === 0 ? only.product : null
  return { product, candidates: candidates.map(({ product }) => product) }
}

/** How a product's name, with its pinyin, and its model compare to a normalised text and its terms. */
function comparison({ name, model }: Product, terms: string[], whole: string) {
  const names = [normalize(name), ...pinyinReadings(name)]
  const inName = (term: string) => names.some((one) => one.includes(term))
  return {
    isWholeName: names.includes(whole),
    hasTermInName: terms.some(inName),
    hasAllTerms: terms.every((term) => inName(term) || normalize(model).includes(term)),
  }
}
