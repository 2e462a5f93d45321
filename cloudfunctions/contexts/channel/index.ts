export { bookEarnings, holdEarnings, type PaidOrder, setEarningsDue } from './book-earnings'
export {
  type ChainDealer,
  chainOf,
  dealerNames,
  findDealer,
  findDealerByPhone,
  findDealers,
  findStore,
  type KnownDealer,
  listStores,
  type StoreDealer,
} from './chain'
export {
  listDealersById,
  lockDiscountLadder,
  selectDealersFrom,
  selectHighestDiscount,
} from './dealer-store'
export {
  dealerPersonNames,
  type Invite,
  loadDealerActor,
  personsOfDealer,
  resolveInvite,
} from './people-store'
export { expireEarnings, type RefundedSoFar, refundEarnings } from './refund-earnings'
