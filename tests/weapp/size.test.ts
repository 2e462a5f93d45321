import { type App, packageSizes } from './artefact'

const MAIN_MAX = 1_200_000
const SUB_MAX = 1_800_000

test.each<App>(['member', 'dealer', 'sales'])(
  'the packages of the %s mini-program stay within their budgets',
  (app) => {
    const { main = 0, ...subs } = packageSizes(app)
    expect(main).toBeGreaterThan(200_000)
    expect(main).toBeLessThanOrEqual(MAIN_MAX)
    for (const bytes of Object.values(subs)) expect(bytes).toBeLessThanOrEqual(SUB_MAX)
  },
)
