import { listTasks } from '@xietong/domain/bulk/contract'
import { listCards } from '@xietong/domain/cards/contract'
import {
  listCardProducts,
  listCategories,
  listGoods,
  listPackages,
} from '@xietong/domain/catalog/contract'
import { listFreightTemplates } from '@xietong/domain/catalog/freight-contract'
import { listDealers } from '@xietong/domain/channel/contract'
import { listCarrierSettings } from '@xietong/domain/fulfilment/carrier-contract'
import { listDispatchPool, listNotes } from '@xietong/domain/fulfilment/contract'
import { listExceptions } from '@xietong/domain/fulfilment/exception-contract'
import { listAccounts, listAuditEntries, listRoles } from '@xietong/domain/identity/contract'
import { listLevels, listMembers } from '@xietong/domain/members/contract'
import {
  listChannels,
  listDeliveries,
  listMessages,
  listSubscriptions,
} from '@xietong/domain/notify/contract'
import { listAfterSales } from '@xietong/domain/orders/after-sale-contract'
import { listOrders, reviewCardOrder } from '@xietong/domain/orders/contract'
import { getDashboard } from '@xietong/domain/orders/dashboard-contract'
import { listReviews } from '@xietong/domain/orders/review-contract'
import { listDepartments, listEmployees } from '@xietong/domain/organisation/contract'
import { listPayments, listRefunds } from '@xietong/domain/payments/contract'
import { listDifferences, listReconciliations } from '@xietong/domain/payments/reconcile-contract'
import { listAlarms, listCalls, listInbox, listOutbox } from '@xietong/domain/peers/contract'
import { listLeads } from '@xietong/domain/sales/contract'
import { listScenes } from '@xietong/domain/scenes/contract'
import { getSettings, updateSettings } from '@xietong/domain/settings/contract'
import { listBalances, listMovements } from '@xietong/domain/stock/contract'
import { listMyTasks, updateTemplate } from '@xietong/domain/tasks/contract'
import { type ComponentType, lazy } from 'react'
import type { AnyOperation } from '../api/call'
import type { IconName } from '../look/icon'

/** A page of the console: whoever may call its operation sees it in the menu and may open it. */
export interface Place {
  readonly path: string
  readonly label: string
  readonly operation: Pick<AnyOperation, 'may'>
  readonly component: ComponentType
  /** Which count stands at its right. */
  readonly count?: 'toDispatch' | 'inReview' | 'myTasks'
  /** Reached from elsewhere than the menu. */
  readonly hidden?: true
}

export interface Area {
  readonly key: string
  readonly label: string
  readonly icon: IconName
  readonly places: readonly Place[]
  /** A page outside the console, opened beside it. */
  readonly outside?: { readonly label: string; readonly href: string }
}

type Loader<Name extends string> = () => Promise<Record<Name, ComponentType>>

function page<Name extends string>(load: Loader<Name>, name: Name): ComponentType {
  return lazy(async () => ({ default: (await load())[name] as ComponentType }))
}

const orders = () => import('../pages/orders/orders-page')
const catalog = () => import('../pages/catalog/catalog-pages')
const peers = () => import('../pages/peers/peer-pages')
const stock = () => import('../pages/stock/stock-pages')
const members = () => import('../pages/members/member-pages')
const identity = () => import('../pages/identity/account-pages')
const settings = () => import('../pages/settings/settings-page')
const staff = () => import('../pages/organisation/staff-pages')

/** The menu from top to bottom; areas without a page that may be seen are absent. */
export const areas: readonly Area[] = [
  {
    key: 'home',
    label: '首页',
    icon: 'home',
    places: [
      {
        path: '/',
        label: '首页',
        operation: getDashboard,
        component: page(() => import('../pages/home/dashboard-page'), 'DashboardPage'),
      },
    ],
  },
  {
    key: 'orders',
    label: '订单',
    icon: 'order',
    places: [
      {
        path: '/orders',
        label: '消费者订单',
        operation: listOrders,
        component: page(orders, 'OrdersPage'),
      },
      {
        path: '/dispatch',
        label: '派单台',
        operation: listDispatchPool,
        component: page(() => import('../pages/dispatch/dispatch-page'), 'DispatchPage'),
        count: 'toDispatch',
      },
      {
        path: '/reviews',
        label: '电子卡审核',
        operation: reviewCardOrder,
        component: page(orders, 'ReviewsPage'),
        count: 'inReview',
      },
      {
        path: '/after-sales',
        label: '售后订单',
        operation: listAfterSales,
        component: page(() => import('../pages/orders/after-sales-page'), 'AfterSalesPage'),
      },
      {
        path: '/item-reviews',
        label: '评价管理',
        operation: listReviews,
        component: page(() => import('../pages/orders/item-reviews-page'), 'ItemReviewsPage'),
      },
      {
        path: '/notes',
        label: '发货单',
        operation: listNotes,
        component: page(() => import('../pages/fulfilment/notes-page'), 'NotesPage'),
      },
      {
        path: '/exceptions',
        label: '物流异常',
        operation: listExceptions,
        component: page(() => import('../pages/fulfilment/exceptions-page'), 'ExceptionsPage'),
      },
    ],
  },
  {
    key: 'cards',
    label: '提货卡',
    icon: 'card',
    places: [
      {
        path: '/cards',
        label: '提货卡',
        operation: listCards,
        component: page(() => import('../pages/cards/cards-page'), 'CardsPage'),
      },
    ],
  },
  {
    key: 'channel',
    label: '渠道',
    icon: 'dealer',
    places: [
      {
        path: '/dealers',
        label: '渠道商',
        operation: listDealers,
        component: page(() => import('../pages/channel/dealers-page'), 'DealersPage'),
      },
      {
        path: '/leads',
        label: '潜客',
        operation: listLeads,
        component: page(() => import('../pages/sales/leads-page'), 'LeadsPage'),
      },
    ],
  },
  {
    key: 'members',
    label: '会员',
    icon: 'member',
    places: [
      {
        path: '/members',
        label: '会员',
        operation: listMembers,
        component: page(members, 'MembersPage'),
      },
      {
        path: '/levels',
        label: '会员等级',
        operation: listLevels,
        component: page(members, 'LevelsPage'),
      },
    ],
  },
  {
    key: 'goods',
    label: '商品',
    icon: 'goods',
    places: [
      {
        path: '/packages',
        label: '商品套餐',
        operation: listPackages,
        component: page(catalog, 'PackagesPage'),
      },
      {
        path: '/card-products',
        label: '提货卡产品',
        operation: listCardProducts,
        component: page(catalog, 'CardProductsPage'),
      },
      {
        path: '/goods',
        label: '货品',
        operation: listGoods,
        component: page(catalog, 'GoodsPage'),
      },
      {
        path: '/categories',
        label: '分类',
        operation: listCategories,
        component: page(catalog, 'CategoriesPage'),
      },
      {
        path: '/freight',
        label: '运费模板',
        operation: listFreightTemplates,
        component: page(catalog, 'FreightPage'),
      },
    ],
  },
  {
    key: 'stock',
    label: '库存与仓配',
    icon: 'stock',
    places: [
      {
        path: '/stock',
        label: '库存',
        operation: listBalances,
        component: page(stock, 'BalancesPage'),
      },
      {
        path: '/movements',
        label: '库存流水',
        operation: listMovements,
        component: page(stock, 'MovementsPage'),
      },
    ],
  },
  {
    key: 'money',
    label: '财务',
    icon: 'money',
    places: [
      {
        path: '/payments',
        label: '支付与退款',
        operation: listPayments,
        component: page(() => import('../pages/payments/payments-page'), 'PaymentsPage'),
      },
      {
        path: '/refunds',
        label: '退款监控',
        operation: listRefunds,
        component: page(() => import('../pages/payments/refunds-page'), 'RefundsPage'),
      },
      {
        path: '/reconciliation',
        label: '微信对账',
        operation: listReconciliations,
        component: page(
          () => import('../pages/payments/reconciliation-page'),
          'ReconciliationPage',
        ),
      },
      {
        path: '/differences',
        label: '对账差异',
        operation: listDifferences,
        component: page(() => import('../pages/payments/differences-page'), 'DifferencesPage'),
      },
    ],
  },
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

export const places: readonly Place[] = areas.flatMap((area) => area.places)
