export { dealersOfScope, scopeNames } from './data-scope'
export { dealersOfSalesperson, salespeopleOf } from './dealer-questions'
export { loadSalesActor } from './sales-actor'
