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

/** Orders null as SQLite does, as the smallest value; PostgreSQL's default is the largest. */
export class NullsAsSqlite implements KyselyPlugin {
  readonly #transformer = new Ordering()

  transformQuery({ node, queryId }: PluginTransformQueryArgs): RootOperationNode {
    // Inserted rows have no order, and there may be thousands.
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
    return { ...inner, orderBy: { ...orderBy, items: orderBy.items.map((item) => withNullsOrder(item, inner)) } }
  }
}

/**
 * Adds `nulls first` or `last` where the column can be null. On other columns it would keep PostgreSQL from using an
 * index.
 */
function withNullsOrder(item: OrderByItemNode, query: SelectQueryNode): OrderByItemNode {
  const column = columnOf(item.orderBy, query)
  if (item.nulls || (column !== undefined && !nullableColumns.has(column))) return item
  const { direction } = item
  const descends = direction !== undefined && RawNode.is(direction) && /desc/i.test(direction.sqlFragments.join(''))
  return { ...item, nulls: descends ? 'last' : 'first' }
}

/** The column behind an order item, also if it is an alias; undefined for any other expression. */
function columnOf(node: OperationNode, query: SelectQueryNode): string | undefined {
  const name = nameOf(node)
  const selected = query.selections?.map(({ selection }) => selection) ?? []
  for (const item of selected)
    if (AliasNode.is(item) && IdentifierNode.is(item.alias) && item.alias.name === name) return nameOf(item.node)
  return name
}

function nameOf(node: OperationNode): string | undefined {
  const column = ReferenceNode.is(node) ? node.column : node
  return ColumnNode.is(column) ? column.column.name : undefined
}
