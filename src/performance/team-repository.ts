import { type RawBuilder, sql } from 'kysely'
import type { Account } from '../accounts/repository.ts'
import { reader } from '../database/database.ts'
import type { Indicator } from './indicators.ts'
import { type AssessedPeriod, monthsOf } from './period.ts'

/** Whose performance it is. */
export type Salesperson = Pick<Account, 'id' | 'username' | 'name' | 'role' | 'active'>

/** Some of many in their order. */
export interface EmploymentSpan {
  limit: number
  offset: number
}

/** A team from the highest amount down, or some of it. */
export const rankedIn = async (period: AssessedPeriod, span: EmploymentSpan | null): Promise<Salesperson[]> =>
  (await teamStatements(period, span).ranked.execute(reader())).rows

/** How many people a team has. */
export async function countIn(period: AssessedPeriod): Promise<number> {
  const { rows } = await teamStatements(period, null).count.execute(reader())
  return Number(rows[0]?.count ?? 0)
}

/** A team's targets, those of each indicator summed; conversions have no sum. */
export async function targetSums(period: AssessedPeriod): Promise<Map<Indicator, number>> {
  const { rows } = await teamStatements(period, null).targets.execute(reader())
  return new Map(rows.map(({ indicator, value }) => [indicator, Number(value)]))
}

/** How many sell now without a target of one of these indicators. */
export async function countLacking(period: AssessedPeriod, wanted: readonly Indicator[]): Promise<number> {
  if (wanted.length === 0) return 0
  const { rows } = await lackingStatement(period, wanted).execute(reader())
  return Number(rows[0]?.count ?? 0)
}

/** The statements behind, for the test that looks at their plans. */
export function teamStatements(period: AssessedPeriod, span: EmploymentSpan | null) {
  const months = sql`month in (${sql.join(monthsOf(period))})`
  const some = span ? sql`limit ${span.limit} offset ${span.offset}` : sql``
  const theirs = (table: string) =>
    sql`exists (select 1 from ${sql.table(table)} where user_id = users.id and ${months})`
  // The active salespeople, and whoever else has figures or, being active, targets.
  const belongs = sql`(users.active = 1 and users.role = 'salesperson'
    or users.active = 1 and ${theirs('targets')} or ${theirs('sales_facts_by_month')} or ${theirs('collections_by_month')}
    or exists (select 1 from opportunities where owner_id = users.id and closed_on between ${period.from} and ${period.to}))`
  return {
    ranked: sql<Salesperson>`
      select users.id, users.username, users.name, users.role, users.active from users left join (
        select user_id, sum(amount) as amount from sales_facts_by_month where ${months} group by user_id
      ) as sold on sold.user_id = users.id
      where ${belongs} order by coalesce(sold.amount, 0) desc, users.id ${some}`,
    count: sql<{ count: number }>`select count(*) as count from users where ${belongs}`,
    targets: sql<{ indicator: Indicator; value: number }>`
      select indicator, sum(value) as value from targets
      where ${months} and indicator <> 'conversion' and user_id in (select id from users where ${belongs})
      group by indicator`,
  }
}

const lackingStatement = (period: AssessedPeriod, wanted: readonly Indicator[]): RawBuilder<{ count: number }> =>
  sql`select count(*) as count from users where active = 1 and role = 'salesperson' and (
      select count(distinct indicator) from targets where user_id = users.id
        and month in (${sql.join(monthsOf(period))}) and indicator in (${sql.join(wanted)})
    ) < ${wanted.length}`
