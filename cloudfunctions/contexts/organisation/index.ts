export {
  type Employee,
  employeeOfPerson,
  employeesOf,
  employeesOfDepartment,
  findEmployee,
  findSalespersonByPhone,
  personsOfEmployees,
} from './employees'
