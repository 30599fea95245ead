/** A product of the demonstration; its price is in yuan. If `months` is set, it sells only in these months. */
export interface DemoProduct {
  model: string
  name: string
  category: string
  unit: string
  price: number
  /** Its specification, printed under an order's line. */
  description?: string
  months?: readonly number[]
  /** Greatest quantity on an order line. */
  most: number
}

/** The products of the demonstration. */
export const catalogue: DemoProduct[] = [
  {
    model: 'HC-2418R',
    name: '高速冷冻离心机',
    category: '离心机',
    unit: '台',
    price: 68_000,
    most: 3,
    description: '最高转速 24,000 r/min，最大容量 4 × 750 mL，温度 −20 至 40 ℃',
  },
  { model: 'HC-1204', name: '台式低速离心机', category: '离心机', unit: '台', price: 9_800, most: 6 },
  { model: 'HC-1616R', name: '台式高速冷冻离心机', category: '离心机', unit: '台', price: 36_500, most: 3 },
  {
    model: 'GC-7900',
    name: '气相色谱仪',
    category: '色谱',
    unit: '台',
    price: 118_000,
    most: 2,
    description: '双通道，FID 与 TCD 检测器，程序升温至 420 ℃',
  },
  {
    model: 'LC-3000',
    name: '高效液相色谱仪',
    category: '色谱',
    unit: '台',
    price: 156_000,
    most: 2,
    description: '四元梯度泵，流量 0.001 至 10 mL/min，自动进样 120 位',
  },
  { model: 'UV-1800', name: '紫外可见分光光度计', category: '光谱', unit: '台', price: 42_000, most: 3 },
  { model: 'AA-6880', name: '原子吸收分光光度计', category: '光谱', unit: '台', price: 132_000, most: 1 },
  { model: 'CM-565', name: '三坐标测量机', category: '计量', unit: '台', price: 285_000, most: 1 },
  { model: 'HV-1000', name: '显微硬度计', category: '计量', unit: '台', price: 38_600, most: 2 },
  { model: 'MX-300', name: '金相显微镜', category: '显微镜', unit: '台', price: 58_400, most: 4 },
  {
    model: 'BX-53',
    name: '生物显微镜',
    category: '显微镜',
    unit: '台',
    price: 26_800,
    most: 12,
    description: '无限远光学系统，物镜 4×、10×、40×、100×',
  },
  { model: 'ME-204', name: '分析天平', category: '天平', unit: '台', price: 12_600, most: 5 },
  { model: 'ME-5002', name: '精密天平', category: '天平', unit: '台', price: 7_900, most: 6 },
  { model: 'DH-90', name: '恒温除湿机', category: '环境', unit: '台', price: 21_500, months: [5, 6, 7, 8], most: 8 },
  { model: 'CR-120', name: '洁净室温控机组', category: '环境', unit: '套', price: 198_000, most: 2 },
  { model: 'OV-225', name: '电热鼓风干燥箱', category: '环境', unit: '台', price: 6_800, most: 6 },
  { model: 'PW-20', name: '实验室超纯水机', category: '通用', unit: '台', price: 24_800, most: 3 },
  { model: 'PP-1000', name: '可调移液器', category: '通用', unit: '支', price: 680, most: 60 },
  {
    model: 'KT-96',
    name: '96 孔板(箱)',
    category: '耗材',
    unit: '箱',
    price: 1_260,
    most: 40,
    description: '平底，无菌，每箱 100 块',
  },
  { model: 'CL-C18', name: 'C18 色谱柱', category: '耗材', unit: '支', price: 2_350.5, most: 30 },
  { model: 'SV-Y', name: '年度维保', category: '服务', unit: '年', price: 15_000, most: 3 },
]
