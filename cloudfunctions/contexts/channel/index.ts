export { bookEarnings, holdEarnings, type PaidOrder, setEarningsDue } from './book-earnings'
export {
  type ChainDealer,
  chainOf,
  dealerNames,
  findDealer,
  findDealerByPhone,
  findStore,
  firstTierNames,
  type KnownDealer,
  listStores,
  networkOf,
  type StoreDealer,
} from './chain-store'
export { listDealersById } from './dealer-list-store'
export { lockDiscountLadder, selectDealersFrom } from './dealer-store'
export {
  dealerPersonNames,
  type Invite,
  loadDealerActor,
  personsOfDealer,
  resolveInvite,
} from './people-store'
export { expireEarnings, type RefundedSoFar, refundEarnings } from './refund-earnings'
