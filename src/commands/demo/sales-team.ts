import type { Role } from '../../access/person.ts'

/** A salesperson's working style, which makes the difference between good and weak results. */
export interface WorkingStyle {
  /** Relative number of customers; a salesperson with twice the number gets twice as many. */
  book: number
  /** Probability of winning an opportunity. */
  wins: number
  /** Probability of updating an opportunity instead of forgetting it. */
  care: number
  /** Average number of days their customers pay late. */
  late: number
}

/** A member of the department; managers have no targets. */
export interface DemoPerson extends WorkingStyle {
  name: string
  username: string
  role: Role
  /** Monthly target in thousands of yuan. */
  target: number
}

const manager = { role: 'manager', book: 0, wins: 0, care: 1, late: 0, target: 0 } as const
const salesperson = { role: 'salesperson' } as const

/** The department. 王芳 has the best results; 孙磊 neglects customers. */
export const department: DemoPerson[] = [
  { ...manager, name: '陈静', username: 'chenjing' },
  { ...manager, name: '周明远', username: 'zhoumingyuan' },
  { ...salesperson, name: '王芳', username: 'wangfang', book: 18, wins: 0.74, care: 0.97, late: 0, target: 600 },
  { ...salesperson, name: '李强', username: 'liqiang', book: 15, wins: 0.46, care: 0.92, late: 5, target: 450 },
  { ...salesperson, name: '赵敏', username: 'zhaomin', book: 13, wins: 0.48, care: 0.94, late: 3, target: 380 },
  { ...salesperson, name: '刘洋', username: 'liuyang', book: 12, wins: 0.42, care: 0.88, late: 8, target: 320 },
  { ...salesperson, name: '吴婷', username: 'wuting', book: 12, wins: 0.45, care: 0.93, late: 4, target: 360 },
  { ...salesperson, name: '黄海', username: 'huanghai', book: 11, wins: 0.38, care: 0.86, late: 10, target: 280 },
  { ...salesperson, name: '徐静怡', username: 'xujingyi', book: 9, wins: 0.44, care: 0.95, late: 2, target: 280 },
  { ...salesperson, name: '孙磊', username: 'sunlei', book: 10, wins: 0.16, care: 0.65, late: 35, target: 300 },
]
