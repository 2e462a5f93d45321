import { Text, View } from '@tarojs/components'
import type { Output } from '@xietong/client/caller'
import { open } from '@xietong/ui/device/navigate'
import { EmptyState } from '@xietong/ui/empty-state'
import { useFresh } from '@xietong/ui/hooks/use-fresh'
import { usePull } from '@xietong/ui/hooks/use-pull'
import { useQuery } from '@xietong/ui/hooks/use-query'
import { Icon } from '@xietong/ui/icon'
import { Page } from '@xietong/ui/page'
import { Look } from '@xietong/ui/page/look'
import { useSignedIn } from '@xietong/ui/session/session'
import { Sheet } from '@xietong/ui/sheet'
import { SignInFirst } from '@xietong/ui/sign-in-first'
import { useMyRole } from '../../parts/my-role'
import './team.css'

type Person = Output<'sales.getDepartmentFigures'>['rows'][number]

/** A supervisor's view of the department (ST-004). */
export default function Team() {
  const signedIn = useSignedIn()
  useMyRole()
  const query = useQuery('sales.getDepartmentFigures', signedIn ? {} : null)
  useFresh(query.reload)
  usePull(query.reload)
  return (
    <Page tab="pages/team/index">
      {signedIn ? (
        <Look
          query={query}
          errorTitle={query.failure?.code === 'FORBIDDEN' ? '仅主管可查看' : '部门业绩没有加载出来'}
        >
          {({ departmentName, rows }) =>
            rows.length > 0 ? (
              <Sheet title={departmentName}>
                {rows.map((person) => (
                  <Figures key={person.employeeId} person={person} />
                ))}
              </Sheet>
            ) : (
              <EmptyState title="部门还没有销售人员" text="管理员在控制台添加后会出现在这里。" />
            )
          }
        </Look>
      ) : (
        <SignInFirst title="还没有登录" text="登录后查看部门业绩。" />
      )}
    </Page>
  )
}

function Figures({ person }: { person: Person }) {
  const figures = [
    { label: '潜客', value: person.leads },
    { label: '本月新增', value: person.newThisMonth },
    { label: '本月跟踪', value: person.followUpsThisMonth },
    { label: '逾期', value: person.overdue, late: person.overdue > 0 },
    { label: '客户', value: person.customers },
  ]
  return (
    <View
      className="team-person"
      id={`person-${person.employeeId}`}
      onClick={() =>
        open('sales/team-leads/index', { employee: person.employeeId, name: person.name })
      }
    >
      <View className="row between team-name">
        <Text className="grow title-2 cut">{person.name}</Text>
        <Icon name="right" size={14} color="#9A9EA6" weight={2} />
      </View>
      <View className="team-figures">
        {figures.map(({ label, value, late }) => (
          <View key={label} className="team-figure">
            <Text className={late ? 'team-number team-late' : 'team-number'}>{value}</Text>
            <Text className="cap">{label}</Text>
          </View>
        ))}
      </View>
    </View>
  )
}
