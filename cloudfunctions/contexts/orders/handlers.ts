import type { Handler } from '../../runtime/context'
import { addToCart } from './add-to-cart'
import { answerAfterSale } from './answer-after-sale'
import { appendReview } from './append-review'
import { applyAfterSale } from './apply-after-sale'
import { approveAfterSale } from './approve-after-sale'
import { approveReview } from './approve-review'
import { askBuyer } from './ask-buyer'
import { browseShop } from './browse-shop'
import { cancelOrder } from './cancel-order'
import { cancelPickUp } from './cancel-pick-up'
import { changePickUp } from './change-pick-up'
import { checkPayment } from './check-payment'
import { clearCart } from './clear-cart'
import { confirmReceipt } from './confirm-receipt'
import { countMyOrders } from './count-my-orders'
import { countOrders } from './count-orders'
import { extendReceipt } from './extend-receipt'
import { getAfterSale } from './get-after-sale'
import { getCart } from './get-cart'
import { getDashboard } from './get-dashboard'
import { getMyAfterSale } from './get-my-after-sale'
import { getMyOrder } from './get-my-order'
import { getOrder } from './get-order'
import { getPickUpCalendar } from './get-pick-up-calendar'
import { getReview } from './get-review'
import { getReviewSummary } from './get-review-summary'
import { getShopItem } from './get-shop-item'
import { getStoreAfterSale } from './get-store-after-sale'
import { hideReview } from './hide-review'
import { listAfterSales } from './list-after-sales'
import { listFavourites } from './list-favourites'
import { listItemReviews } from './list-item-reviews'
import { listMyOrders } from './list-my-orders'
import { listMyReviews } from './list-my-reviews'
import { listOrders } from './list-orders'
import { listReviews } from './list-reviews'
import { listSoldItems } from './list-sold-items'
import { listStoreAfterSales } from './list-store-after-sales'
import { listToReview } from './list-to-review'
import { payOrder } from './pay-order'
import { placeOrder } from './place-order'
import { quoteAfterSale } from './quote-after-sale'
import { quoteOrder } from './quote-order'
import { redeemCards } from './redeem-cards'
import { refundShortOrder } from './refund-short-order'
import { refuseAfterSale } from './refuse-after-sale'
import { removeFavourites } from './remove-favourites'
import { removeFromCart } from './remove-from-cart'
import { replyReview } from './reply-review'
import { revealContact } from './reveal-contact'
import { reviewCardOrder } from './review-card-order'
import { setCartQuantity } from './set-cart-quantity'
import { setFavourite } from './set-favourite'
import { takeOverAfterSale } from './take-over-after-sale'
import { withdrawAfterSale } from './withdraw-after-sale'
import { writeReview } from './write-review'

export const ordersHandlers: Handler[] = [
  browseShop,
  getShopItem,
  getCart,
  addToCart,
  setCartQuantity,
  removeFromCart,
  clearCart,
  setFavourite,
  listFavourites,
  removeFavourites,
  quoteOrder,
  placeOrder,
  payOrder,
  checkPayment,
  cancelOrder,
  listMyOrders,
  countMyOrders,
  getMyOrder,
  confirmReceipt,
  extendReceipt,
  getPickUpCalendar,
  redeemCards,
  changePickUp,
  cancelPickUp,
  listOrders,
  listSoldItems,
  countOrders,
  getOrder,
  revealContact,
  reviewCardOrder,
  refundShortOrder,
  getDashboard,
  quoteAfterSale,
  applyAfterSale,
  getMyAfterSale,
  answerAfterSale,
  withdrawAfterSale,
  listAfterSales,
  getAfterSale,
  listStoreAfterSales,
  getStoreAfterSale,
  approveAfterSale,
  refuseAfterSale,
  askBuyer,
  takeOverAfterSale,
  approveReview,
  appendReview,
  getReview,
  getReviewSummary,
  hideReview,
  listItemReviews,
  listMyReviews,
  listReviews,
  listToReview,
  replyReview,
  writeReview,
]
