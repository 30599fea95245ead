import {
  AliasNode,
  ColumnNode,
  IdentifierNode,
  type KyselyPlugin,
  type OperationNode,
  OperationNodeTransformer,
  type OrderByItemNode,
  type PluginTransformQueryArgs,
  type PluginTransformResultArgs,
  type QueryId,
  type QueryResult,
  RawNode,
  ReferenceNode,
  type RootOperationNode,
  type SelectQueryNode,
} from 'kysely'
import { nullableColumns } from '../tables.ts'

/** Where nothing is said, SQLite takes null for the smallest and PostgreSQL for the largest: so here it is said. */
export class NullsAsSqlite implements KyselyPlugin {
  readonly #transformer = new Ordering()

  transformQuery({ node, queryId }: PluginTransformQueryArgs): RootOperationNode {
    // Rows to be written have no order, and may be thousands.
    return node.kind === 'InsertQueryNode' ? node : this.#transformer.transformNode(node, queryId)
  }

  transformResult({ result }: PluginTransformResultArgs): Promise<QueryResult<Record<string, unknown>>> {
    return Promise.resolve(result as QueryResult<Record<string, unknown>>)
  }
}

class Ordering extends OperationNodeTransformer {
  protected override transformSelectQuery(node: SelectQueryNode, queryId?: QueryId): SelectQueryNode {
    const inner = super.transformSelectQuery(node, queryId)
    const { orderBy } = inner
    if (!orderBy) return inner
    return { ...inner, orderBy: { ...orderBy, items: orderBy.items.map((item) => placed(item, inner)) } }
  }
}

/** The same order, with the place of null where the column can be null: elsewhere an index would not be known again. */
function placed(item: OrderByItemNode, query: SelectQueryNode): OrderByItemNode {
  const column = columnOf(item.orderBy, query)
  if (item.nulls || (column !== undefined && !nullableColumns.has(column))) return item
  const { direction } = item
  const descends = direction !== undefined && RawNode.is(direction) && /desc/i.test(direction.sqlFragments.join(''))
  return { ...item, nulls: descends ? 'last' : 'first' }
}

/** The column that is meant, also by another name; nothing where it is more than a column. */
function columnOf(node: OperationNode, query: SelectQueryNode): string | undefined {
  const name = nameOf(node)
  const selected = query.selections?.map(({ selection }) => selection) ?? []
  for (const one of selected)
    if (AliasNode.is(one) && IdentifierNode.is(one.alias) && one.alias.name === name) return nameOf(one.node)
  return name
}

function nameOf(node: OperationNode): string | undefined {
  const column = ReferenceNode.is(node) ? node.column : node
  return ColumnNode.is(column) ? column.column.name : undefined
}
