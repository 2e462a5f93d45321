export {
  departmentNames,
  type Employee,
  employeeIdsOf,
  employeeOfPerson,
  employeesOf,
  employeesOfDepartment,
  findEmployee,
  findSalespersonByPhone,
  personsOfEmployees,
} from './employees'
