/**
 * Prefixes of message keys that are built at run time, with the file that builds them. All other keys must appear in
 * the code.
 */
export const dynamicPrefixes = [
  'errors.400_', // web/middleware/error-handler.ts
  'errors.403_',
  'errors.404_',
  'errors.413_',
  'errors.500_',
  'errors.503_',
  'errors.507_',
  'errors.form_expired_',
  'errors.earlier_session_',
  'errors.encoding_',
  'errors.unavailable_',
  'errors.commit_unknown_',
  'customers.kind.', // views/customers/communication-form.ejs
  'customers.same_', // views/customers/duplicate-warning.ejs
  'customers.activity_', // history/activity.ts
  'customers.level_', // customers/list.ts
  'accounts.activity_', // history/activity.ts
  'accounts.incorrect_then_wait_minutes', // accounts/sign-in/throttle.ts
  'accounts.too_many_attempts_minutes',
  'accounts.role_',
  'accounts.locale_',
  'accounts.theme_',
  'preferences.activity_', // history/activity.ts
  'preferences.common_', // preferences/pages.ts
  'preferences.source', // views/preferences/page.ejs
  'preferences.industry',
  'preferences.region',
  'preferences.unit',
  'preferences.category',
  'preferences.method',
  'preferences.loss_reason',
  'notifications.customer_given', // notifications/pages.ts, each of its kinds
  'notifications.customers_given',
  'notifications.opportunity_given',
  'notifications.opportunities_given',
  'notifications.order_given',
  'notifications.draft_given',
  'imports.unreadable_', // imports/rows/preview-job.ts
  'imports.action_', // views/imports/preview-rows.ejs
  'imports.tab_',
  'imports.state_', // views/imports/list.ejs
  'reports.month_', // reports/engine/period-names.ts
  'reports.preset_', // reports/engine/form.ts
  'opportunities.activity_', // history/activity.ts
  'opportunities.stage_', // opportunities/list.ts
  'orders.activity_', // history/activity.ts
  'products.activity_',
  'orders.status_', // orders/list.ts
  'orders.shipping_',
  'orders.payment_',
  'performance.month_', // performance/period.ts
  'performance.length_', // performance/pages.ts
  'performance.indicator_', // performance/format.ts
  'performance.kind_', // performance/records/records-columns.ts
  'performance.recent_', // views/performance/person.ejs
  'performance.unit_', // performance/targets/targets-page.ts
  'orders.opportunity_id', // labelOf() in partials/form-errors
  'orders.amount',
]
