export { selectAddress as findAddress } from './address-store'
export { selectLowestDiscount as lowestLevelDiscount } from './level-store'
export { countRegistered as countMembers } from './member-store'
export {
  loadMemberActor,
  memberForOrder,
  type OrderingMember,
  personsOfMembers,
} from './members'
