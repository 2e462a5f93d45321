import { listTasks } from '@xietong/domain/bulk/contract'
import { listCarrierSettings } from '@xietong/domain/fulfilment/carrier-contract'
import { listAccounts, listAuditEntries, listRoles } from '@xietong/domain/identity/contract'
import {
  listChannels,
  listDeliveries,
  listMessages,
  listSubscriptions,
} from '@xietong/domain/notify/contract'
import { listDepartments, listEmployees } from '@xietong/domain/organisation/contract'
import { listAlarms, listCalls, listInbox, listOutbox } from '@xietong/domain/peers/contract'
import { listScenes } from '@xietong/domain/scenes/contract'
import { getSettings, updateSettings } from '@xietong/domain/settings/contract'
import { listMyTasks, updateTemplate } from '@xietong/domain/tasks/contract'
import { type Area, page } from './place'

const peers = () => import('../pages/peers/peer-pages')
const identity = () => import('../pages/identity/account-pages')
const settings = () => import('../pages/settings/settings-page')
const staff = () => import('../pages/organisation/staff-pages')

/** What colleagues share and what the system is set by: the lower part of the menu. */
export const backAreas: readonly Area[] = [
  {
    key: 'work',
    label: '协同',
    icon: 'task',
    places: [
      {
        path: '/tasks',
        label: '我的任务',
        operation: listMyTasks,
        component: page(() => import('../pages/tasks/tasks-page'), 'TasksPage'),
        count: 'myTasks',
      },
      {
        path: '/scenes',
        label: '业务场景',
        operation: listScenes,
        component: page(() => import('../pages/scenes/scenes-page'), 'ScenesPage'),
      },
      {
        path: '/task-templates',
        label: '工作流模板',
        operation: updateTemplate,
        component: page(() => import('../pages/tasks/templates-page'), 'TemplatesPage'),
      },
      {
        path: '/bulk-tasks',
        label: '任务中心',
        operation: listTasks,
        component: page(() => import('../pages/bulk/tasks-page'), 'BulkTasksPage'),
      },
      {
        path: '/messages',
        label: '我的消息',
        operation: listMessages,
        component: page(() => import('../pages/notify/messages-page'), 'MessagesPage'),
      },
    ],
  },
  {
    key: 'links',
    label: '消息与接口',
    icon: 'swap',
    outside: { label: '接口文档', href: '/api/docs' },
    places: [
      {
        path: '/deliveries',
        label: '消息发送记录',
        operation: listDeliveries,
        component: page(() => import('../pages/notify/deliveries-page'), 'DeliveriesPage'),
      },
      {
        path: '/channels',
        label: '消息渠道',
        operation: listChannels,
        component: page(() => import('../pages/notify/channels-page'), 'ChannelsPage'),
      },
      {
        path: '/subscriptions',
        label: '订阅消息模板',
        operation: listSubscriptions,
        component: page(() => import('../pages/notify/subscriptions-page'), 'SubscriptionsPage'),
      },
      {
        path: '/outbox',
        label: '外发',
        operation: listOutbox,
        component: page(peers, 'OutboxPage'),
      },
      { path: '/inbox', label: '回调', operation: listInbox, component: page(peers, 'InboxPage') },
      { path: '/calls', label: '调用', operation: listCalls, component: page(peers, 'CallsPage') },
      {
        path: '/alarms',
        label: '告警',
        operation: listAlarms,
        component: page(peers, 'AlarmsPage'),
      },
    ],
  },
  {
    key: 'settings',
    label: '设置',
    icon: 'set',
    places: [
      {
        path: '/settings',
        label: '系统设置',
        operation: getSettings,
        component: page(settings, 'SettingsPage'),
      },
      {
        path: '/carriers',
        label: '物流公司',
        operation: listCarrierSettings,
        component: page(() => import('../pages/fulfilment/carriers-page'), 'CarriersPage'),
      },
      {
        path: '/agreements',
        label: '协议',
        operation: updateSettings,
        component: page(() => import('../pages/settings/agreements-page'), 'AgreementsPage'),
      },
      {
        path: '/employees',
        label: '员工',
        operation: listEmployees,
        component: page(staff, 'EmployeesPage'),
      },
      {
        path: '/departments',
        label: '部门',
        operation: listDepartments,
        component: page(staff, 'DepartmentsPage'),
      },
      {
        path: '/accounts',
        label: '管理账号',
        operation: listAccounts,
        component: page(identity, 'AccountsPage'),
      },
      {
        path: '/roles',
        label: '角色权限',
        operation: listRoles,
        component: page(() => import('../pages/identity/roles-page'), 'RolesPage'),
      },
      {
        path: '/audit',
        label: '操作日志',
        operation: listAuditEntries,
        component: page(() => import('../pages/identity/audit-page'), 'AuditPage'),
      },
    ],
  },
]
