package proxima

// Places of the visit states in texts.states, and of the type without a client in texts.types.
const (
	statePlanned = iota
	stateDone
	stateCancelled
	stateMoved
	stateMissed

	typeInstitution = 0
)

// texts are the words of one language of the upstream. States and types are display texts and not codes. So they differ by
// language, and have the blanks and tildes that users typed into the vendor's settings.
type texts struct {
	states  []string // by state constant
	types   []string // the institution's is the first
	targets []string
	specs   []string
	change  string // comes before the number of a change in a changed specialisation
}

// words returns the texts of a language: uk, en or ru.
func words(language string) texts {
	var t texts
	switch language {
	case "en":
		t = texts{
			states:  []string{"Planned", "Done", "Cancelled", "Rescheduled ", "Not done"},
			types:   []string{"Institution visit", "Doctor visit", "Pharmacy visit", "Doctor call", "Round table ", "Webinar ~"},
			targets: []string{"Rx-Family doctor", "OTC-Pharmacy", "Rx-Cardiologist", "Rx-\"Top 100\""},
			specs:   []string{"General practice - family medicine (outpatient)", "Cardiology", "Pharmacist ", "Neurology"},
			change:  "change",
		}
	case "ru":
		t = texts{
			states:  []string{"Запланирован", "Выполнен", "Отменён", "Перенесён ", "Не выполнен"},
			types:   []string{"Визит в учреждение", "Визит к врачу", "Визит в аптеку", "Звонок врачу", "Круглый стол ", "Вебинар ~"},
			targets: []string{"Rx-Семейный врач", "ОТС-Аптека", "Rx-Кардиолог", "Rx-«Топ 100»"},
			specs:   []string{"Общая практика - семейная медицина (поликлиника)", "Кардиология", "Провизор ", "Неврология"},
			change:  "изменение",
		}
	default:
		t = texts{
			states:  []string{"Запланований", "Виконаний", "Скасований", "Перенесений ", "Не виконаний"},
			types:   []string{"Візит до закладу", "Візит до лікаря", "Візит в аптеку", "Дзвінок лікарю", "Круглий стіл ", "Вебінар ~"},
			targets: []string{"Rx-Сімейний лікар", "ОТС-Аптека", "Rx-Кардіолог", "Rx-«Топ 100»"},
			specs:   []string{"Загальна практика - сімейна медицина (поликлиника)", "Кардіологія", "Провізор ", "Неврологія"},
			change:  "зміна",
		}
	}
	// Users type specialisations: every tenant has other languages, quotes, markup and line breaks in them.
	t.specs = append(t.specs,
		"", "Лікар \"сімейний\" \\ ЗПСЛ", "Surgery\nday ward\tII", "🩺 Терапія", "</script><b>ENT & co</b>",
		"Urology\u2028andrology", "Педиатрия/неонатология")
	return t
}
