export { dealersOfScope, scopeNames } from './data-scope'
export { loadSalesActor } from './sales-actor'
