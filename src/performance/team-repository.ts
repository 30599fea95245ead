import { type RawBuilder, sql } from 'kysely'
import type { Account } from '../accounts/repository.ts'
import { reader } from '../database/database.ts'
import type { Indicator } from './indicators.ts'
import { type AssessedPeriod, monthsOf } from './period.ts'

/** The person whose performance it is. */
export type Salesperson = Pick<Account, 'id' | 'username' | 'name' | 'role' | 'active'>

/** Limit and offset of a page of people. */
export interface TeamPage {
  limit: number
  offset: number
}

/** The people of a team, highest amount first; null means all. */
export const listRankedSalespeople = async (period: AssessedPeriod, span: TeamPage | null): Promise<Salesperson[]> =>
  (await teamStatements(period, span).ranked.execute(reader())).rows

/** The number of people in a team. */
export async function countTeamOfPeriod(period: AssessedPeriod): Promise<number> {
  const { rows } = await teamStatements(period, null).count.execute(reader())
  return Number(rows[0]?.count ?? 0)
}

/** Sum of a team's targets for each indicator except conversion. */
export async function teamTargetsByIndicator(period: AssessedPeriod): Promise<Map<Indicator, number>> {
  const { rows } = await teamStatements(period, null).targets.execute(reader())
  return new Map(rows.map(({ indicator, value }) => [indicator, Number(value)]))
}

/** Number of active salespeople without a target for at least one of these indicators. */
export async function countWithoutTarget(period: AssessedPeriod, indicators: readonly Indicator[]): Promise<number> {
  if (indicators.length === 0) return 0
  const { rows } = await lackingStatement(period, indicators).execute(reader())
  return Number(rows[0]?.count ?? 0)
}

/** The team's queries; exported for a test of their query plans. */
export function teamStatements(period: AssessedPeriod, span: TeamPage | null) {
  const months = sql`month in (${sql.join(monthsOf(period))})`
  const limitClause = span ? sql`limit ${span.limit} offset ${span.offset}` : sql``
  const hasRows = (table: string) =>
    sql`exists (select 1 from ${sql.table(table)} where user_id = users.id and ${months})`
  // Active salespeople, other active people with targets, and anybody with figures.
  const isInTeam = sql`(users.active = 1 and users.role = 'salesperson'
    or users.active = 1 and ${hasRows('targets')} or ${hasRows('sales_facts_by_month')} or ${hasRows('collections_by_month')}
    or exists (select 1 from opportunities where counted_owner_id = users.id and closed_on between ${period.from} and ${period.to}))`
  return {
    ranked: sql<Salesperson>`
      select users.id, users.username, users.name, users.role, users.active from users left join (
        select user_id, sum(amount) as amount from sales_facts_by_month where ${months} group by user_id
      ) as sold on sold.user_id = users.id
      where ${isInTeam} order by coalesce(sold.amount, 0) desc, users.id ${limitClause}`,
    count: sql<{ count: number }>`select count(*) as count from users where ${isInTeam}`,
    targets: sql<{ indicator: Indicator; value: number }>`
      select indicator, sum(value) as value from targets
      where ${months} and indicator <> 'conversion' and user_id in (select id from users where ${isInTeam})
      group by indicator`,
  }
}

const lackingStatement = (period: AssessedPeriod, indicators: readonly Indicator[]): RawBuilder<{ count: number }> =>
  sql`select count(*) as count from users where active = 1 and role = 'salesperson' and (
      select count(distinct indicator) from targets where user_id = users.id
        and month in (${sql.join(monthsOf(period))}) and indicator in (${sql.join(indicators)})
    ) < ${indicators.length}`
