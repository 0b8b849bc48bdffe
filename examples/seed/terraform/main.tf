terraform {
  required_version = ">= 1.6"
}

variable "node_count" {
  type    = number
  default = 3
}

resource "terraform_data" "nodes" {
  input = var.node_count
}
