import type { Random } from './random.ts'

const surnames = [
  ...'王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤单',
]
const givens =
  '伟 芳 娜 敏 静 丽 强 磊 军 洋 勇 艳 杰 涛 明 超 霞 平 刚 桂英 建国 建华 文博 海燕 思远 晓琳 志强 俊杰 雪梅 子轩 雨桐 一鸣 佳怡 天佑 国栋 秀兰 玉兰 浩然 梓涵 欣怡 宇航 晨曦 若曦 立新 永福 春生 颖 倩 斌 峰'.split(
    ' ',
  )
const words =
  '恒岳 华信 云帆 微芯 恒测 科创 精工 博源 瑞康 天元 中润 海川 明德 新华 绿源 安捷 泰达 宏图 金桥 蓝天 东方 正大 远景 启明 鼎新 长风 凯达 康宁 佳和 德润 光大 万通 三维 同创 国信 嘉禾 百川 盛世 九州 卓越'.split(
    ' ',
  )
const trades: readonly (readonly [string, string])[] = [
  ['生物科技', '生物医药'],
  ['精密仪器', '仪器仪表'],
  ['新材料', '新材料'],
  ['半导体设备', '半导体'],
  ['食品', '食品'],
  ['制药', '生物医药'],
  ['环境检测', '环保'],
  ['汽车零部件', '汽车'],
  ['纺织科技', '纺织'],
  ['化工', '化工'],
] as const
const institutes: readonly (readonly [string, string])[] = [
  ['第一人民医院检验科', '医疗'],
  ['理工大学材料学院', '高校'],
  ['质量技术监督检测院', '政府'],
  ['疾病预防控制中心', '政府'],
  ['农业大学食品学院', '高校'],
] as const
const cities = [
  ['上海', '上海'],
  ['江苏', '苏州'],
  ['江苏', '无锡'],
  ['江苏', '南京'],
  ['浙江', '杭州'],
  ['浙江', '嘉兴'],
  ['浙江', '宁波'],
  ['安徽', '合肥'],
  ['广东', '深圳'],
  ['广东', '东莞'],
  ['广东', '广州'],
  ['北京', '北京'],
  ['山东', '青岛'],
  ['山东', '济南'],
  ['湖北', '武汉'],
  ['四川', '成都'],
  ['陕西', '西安'],
  ['福建', '厦门'],
] as const
const titles = [
  '采购经理',
  '实验室主任',
  '设备科科长',
  '总经理',
  '技术总监',
  '研究员',
  '质量经理',
  '教授',
  '厂长',
  '采购员',
]
const sources = ['转介绍', '展会', '网站', '电话', '老客户', '招标网']

/** Form values of a random customer: a person at a company. */
export function randomPerson(by: Random): Record<string, string> {
  const [region, city] = by.one(cities)
  const institute = by.happens(0.15)
  const [trade, industry] = by.one(institute ? institutes : trades)
  const called = by.one(words)
  const company = institute
    ? `${city}${trade}`
    : `${city}${called}${trade}${by.one(['有限公司', '有限公司', '有限公司', '股份有限公司', '(集团)有限公司'])}`
  const mobile = `1${by.one(['38', '39', '36', '58', '86', '77', '33'])}${String(by.between(0, 99_999_999)).padStart(8, '0')}`
  const level = by.happens(0.18) ? 'A' : by.happens(0.45) ? 'B' : 'C'
  return {
    name: by.one(surnames) + by.one(givens),
    title: by.one(titles),
    company,
    phone: by.happens(0.2) ? `${mobile.slice(0, 3)} ${mobile.slice(3, 7)} ${mobile.slice(7)}` : mobile,
    email: by.happens(0.35) ? `contact${by.between(100, 9_999)}@example.com` : '',
    other_contact: by.happens(0.3) ? `微信 ${by.one(['lab', 'cg', 'yq'])}${by.between(1_000, 99_999)}` : '',
    region,
    city,
    address: by.happens(0.6)
      ? `${by.one(['创新', '科技', '人民', '中山', '建设', '长江'])}路 ${by.between(1, 999)} 号`
      : '',
    industry,
    source: by.one(sources),
    level,
  }
}

/** Initial values of the choice lists. */
export const demoProducts = {
  region: [...new Set(cities.map(([region]) => region))],
  source: sources,
  industry: [...new Set([...trades, ...institutes].map(([, industry]) => industry))],
  method: ['银行转账', '承兑汇票', '支票', '微信'],
  loss_reason: ['价格', '竞争对手', '预算取消', '交期', '需求变化'],
} as const
