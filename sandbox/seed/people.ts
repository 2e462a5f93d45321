import { createHash } from 'node:crypto'

export type AppName = 'member' | 'dealer' | 'sales'
export const appNames: readonly AppName[] = ['member', 'dealer', 'sales']

/** A WeChat user of the sandbox: one person, an openid per mini-program, one unionid (IN-026). */
export interface Person {
  id: string
  name: string
  phone: string
  /** Who this is in the demo, shown beside the name on the portal. */
  role: string
  /** The mini-program in whose persona list the person stands; empty for nobody's list. */
  app: AppName | ''
  unionid: string
  openids: Record<AppName, string>
}

export function makePerson(draft: {
  id: string
  name: string
  phone: string
  role?: string
  app?: AppName | ''
}): Person {
  const openids = {
    member: wechatId(`member/${draft.id}`),
    dealer: wechatId(`dealer/${draft.id}`),
    sales: wechatId(`sales/${draft.id}`),
  }
  const unionid = wechatId(`union/${draft.id}`)
  return { role: '', app: '', ...draft, unionid, openids }
}

/** 28 characters like WeChat's, derived from the person so that a reset gives the same ones. */
function wechatId(text: string): string {
  const digest = createHash('sha256').update(`xietong/${text}`).digest('base64url')
  return `oSBX${digest.replace(/[_-]/g, 'x').slice(0, 24)}`
}

export const seedPeople: readonly Person[] = [
  makePerson({
    id: 'ouyang-jingyi',
    name: '欧阳静怡',
    phone: '13812342207',
    role: '贵宾会员',
    app: 'member',
  }),
  makePerson({
    id: 'shen-mubai',
    name: '沈慕白',
    phone: '13812342208',
    role: '会员',
    app: 'member',
  }),
  makePerson({
    id: 'he-wanqing',
    name: '何晚晴',
    phone: '13812342209',
    role: '新客',
    app: 'member',
  }),
  makePerson({
    id: 'tang-wanru',
    name: '唐婉如',
    phone: '13912340101',
    role: '一级 · 湖畔人家旗舰店',
    app: 'dealer',
  }),
  makePerson({
    id: 'zheng-chusheng',
    name: '郑楚生',
    phone: '13912340102',
    role: '一级 · 昆山前进路店',
    app: 'dealer',
  }),
  makePerson({
    id: 'duan-qinghe',
    name: '段清禾',
    phone: '13912340201',
    role: '二级 · 姑苏鲜品',
    app: 'dealer',
  }),
  makePerson({
    id: 'shangguan-yunxiu',
    name: '上官云岫',
    phone: '13912340301',
    role: '三级 · 吴中临湖小店',
    app: 'dealer',
  }),
  makePerson({
    id: 'lu-zijin',
    name: '陆子衿',
    phone: '13712340001',
    role: '销售员',
    app: 'sales',
  }),
  makePerson({
    id: 'qian-yunting',
    name: '钱云汀',
    phone: '13712340002',
    role: '销售主管',
    app: 'sales',
  }),
]
