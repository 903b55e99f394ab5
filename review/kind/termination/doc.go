// Package termination is the kind 执行裁定书（终结本次执行程序用）: how its text is
// read, its case file, its route and its rules.
package termination
