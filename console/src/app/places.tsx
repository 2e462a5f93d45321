import { listCards } from '@xietong/domain/cards/contract'
import {
  listCardProducts,
  listCategories,
  listGoods,
  listPackages,
} from '@xietong/domain/catalog/contract'
import { listFreightTemplates } from '@xietong/domain/catalog/freight-contract'
import { listDealers } from '@xietong/domain/channel/contract'
import { listDispatchPool, listNotes } from '@xietong/domain/fulfilment/contract'
import { listExceptions } from '@xietong/domain/fulfilment/exception-contract'
import { listLevels, listMembers } from '@xietong/domain/members/contract'
import { listAfterSales } from '@xietong/domain/orders/after-sale-contract'
import { listOrders, reviewCardOrder } from '@xietong/domain/orders/contract'
import { getDashboard } from '@xietong/domain/orders/dashboard-contract'
import { listReviews } from '@xietong/domain/orders/review-contract'
import { listPayments, listRefunds } from '@xietong/domain/payments/contract'
import { listDifferences, listReconciliations } from '@xietong/domain/payments/reconcile-contract'
import { listLeads } from '@xietong/domain/sales/contract'
import { listBalances, listMovements } from '@xietong/domain/stock/contract'
import { backAreas } from './back-places'
import { type Area, type Place, page } from './place'

const orders = () => import('../pages/orders/orders-page')
const catalog = () => import('../pages/catalog/catalog-pages')
const stock = () => import('../pages/stock/stock-pages')
const members = () => import('../pages/members/member-pages')

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
  ...backAreas,
]

export const places: readonly Place[] = areas.flatMap((area) => area.places)
