export { loadSalesActor } from './sales-actor'
