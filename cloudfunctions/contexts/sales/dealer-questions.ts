import type { Questions } from '../../runtime/questions'
import { employeesOf } from '../organisation'
import { customersOf, salespeopleById } from './customer-store'

export const salespeopleOf: Questions['salespeopleOf'] = async (reader, dealerIds) => {
  const customers = await salespeopleById(reader, dealerIds)
  const employees = await employeesOf(
    reader,
    customers.map(({ employeeId }) => employeeId),
  )
  return new Map(
    customers.map(({ dealerId, employeeId }) => [dealerId, employees.get(employeeId)?.name ?? '']),
  )
}

export const dealersOfSalesperson: Questions['dealersOfSalesperson'] = (reader, employeeId) =>
  customersOf(reader, [employeeId])
