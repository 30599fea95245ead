/** An order's number by what the counter gave: SO-000001. */
export const orderNumber = (count: number): string => `SO-${String(count).padStart(6, '0')}`
