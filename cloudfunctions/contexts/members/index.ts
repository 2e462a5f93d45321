export { selectAddress as findAddress } from './address-store'
export { membersOfDealers } from './count-store'
export {
  addFavourite,
  favouritesOf,
  likedAmong,
  removeFavourites,
} from './favourite-store'
export { followAvatar } from './follow-avatar'
export { selectLowestDiscount as lowestLevelDiscount } from './level-store'
export { type ActingMember, actingMember, countRegistered as countMembers } from './member-store'
export {
  memberActor,
  memberForOrder,
  type OrderingMember,
  personsOfMembers,
} from './members'
