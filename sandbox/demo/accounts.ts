import { seedPeople } from '../seed/people'

/** A demo account of the portal page: one click signs in as this person. */
export interface DemoAccount {
  app: 'member' | 'dealer' | 'sales' | 'console'
  /** WeChat user of the sandbox, or login of the console. */
  user: string
  name: string
  role: string
  phone: string
  password: string
}

/** Only for the demo on this machine; a real system gets its first password at installation. */
export const DEMO_PASSWORD = 'Xie-Demo-2026'

const staff = (user: string, name: string, role: string, phone = ''): DemoAccount => ({
  app: 'console',
  user,
  name,
  role,
  phone,
  password: DEMO_PASSWORD,
})

export const consoleAccounts: readonly DemoAccount[] = [
  staff('zhouyan', '周砚', '超级管理员', '19900000001'),
  staff('linjianchuan', '林见川', '财务', '19900000002'),
  staff('guyutong', '顾雨桐', '订单与派单'),
]

export const demoAccounts: readonly DemoAccount[] = [
  ...seedPeople.flatMap((person): DemoAccount[] =>
    person.app === ''
      ? []
      : [
          {
            app: person.app,
            user: person.id,
            name: person.name,
            role: person.role,
            phone: person.phone,
            password: '',
          },
        ],
  ),
  ...consoleAccounts,
]
