export {
  type Employee,
  employeesOf,
  employeesOfDepartment,
  findEmployee,
  findSalespersonByPhone,
  personsOfEmployees,
} from './employees'
