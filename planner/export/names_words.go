package export

import (
	"strings"
	"sync"
)

// wordSet is a set of words, which is made when it is first looked into: most
// runs of the program never do.
type wordSet struct {
	words string
	once  sync.Once
	set   map[string]bool
}

func set(words string) *wordSet { return &wordSet{words: words} }

// has reports whether a word is in the set.
func (s *wordSet) has(word string) bool { return s.all()[word] }

// all are the words of the set. Read-only.
func (s *wordSet) all() map[string]bool {
	s.once.Do(func() {
		s.set = map[string]bool{}
		for word := range strings.FieldsSeq(s.words) {
			s.set[word] = true
		}
	})
	return s.set
}

// The words that a person's name follows.
var (
	takers = set(`ask asks asked asking tell tells told telling thank thanks thanked thanking
		mentor mentors mentored mentoring coach coaches coached coaching shadow shadows shadowed shadowing
		meet meets met meeting onboard onboards onboarded onboarding interview interviews interviewed interviewing
		help helps helped helping remind reminds reminded reminding invite invites invited inviting
		praise praised praising congratulate congratulated convince convinced convincing
		boss colleague teammate mentee coworker said cc w
		wife husband son daughter brother sister mum mom dad mother father uncle aunt cousin niece nephew spouse girlfriend boyfriend`)
	// takersBefore are those that need a word between them and the name.
	takersBefore = map[string]*wordSet{
		"with": set(`pair pairs paired pairing talk talks talked talking speak speaks spoke spoken speaking chat chats chatted
			chatting lunch coffee sync synced meeting meetings met meet meets session sessions conversation conversations
			one 1 1on1 1-1`),
		"to": set(`talk talks talked talking speak speaks spoke spoken speaking report reports reported reporting
			delegate delegates delegated delegating hand hands handed handing listen listens listened listening
			apologise apologised apologize apologized feedback`),
		"by":   set(`feedback written reviewed review run led held`),
		"from": set(`feedback hear heard hearing advice praise thanks`),
		"for":  set(`feedback praise wait waits waited waiting cover covers covered covering`),
	}
	// yours make a taker of the word after them.
	yours  = set(`my our your his her their`)
	theirs = set(`manager lead director mentor peer report friend partner successor predecessor`)
	// ofThings stand before what is no person, though people are called so too.
	ofThings = set(`in at near the a an of`)
	// objects begin what is done something with.
	objects = set(`the a an this that it them my our your his her their`)
	// betweenWords stand before the people in what is open between them and you.
	betweenWords = set(`to with from for and between by vs versus`)
	// skipped may stand between the word and the name.
	skipped = set(`with to from for both my our your his her their the new former junior senior old
		manager boss lead director colleague peer mentor mentee teammate report intern engineer
		again also over up back out`)
	// sayers follow a name.
	sayers = set(`told asked said thanked agreed suggested promised thinks wants says asks
		cried left joined quit resigned called wrote replied`)
)

// particles are small words within a name.
var particles = set(`van von de der den del della di da la le du dos das al el bin ibn ter ten zu y`)

// and are the words that join names.
var and = set(`and or und et y`)

// signs follow an @, or stand before it, without being a person's.
var signs = set(`home work phone office computer errands errand online email mail waiting someday here channel all everyone
	team media import override app git root admin info support noreply no-reply hello contact sales jobs`)

// seldom are words that are names only where the words around them say so.
var seldom = set(`will jan`)

// noNames are words that are no names though they may have a capital.
var noNames = set(`
	a an the this that these those and or but nor so if then else when while where why how what who whom whose which
	i me my mine you your yours he him his she her hers it its we us our ours they them their theirs
	myself yourself himself herself itself ourselves themselves somebody someone anybody anyone nobody everybody everyone one
	is are was were be been being am do does did done has have had can could may might must shall should would
	not no yes of in on at to for from with by about as into onto over under after before until since during without within
	between through against per via than up down out off again once first next last more most less least few many much some any
	all both each every other another such only own same too very just also still already ever never always often soon now
	today tomorrow yesterday tonight week weeks month months quarter quarters year years day days
	monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun
	january february march april may june july august september october november december
	feb mar apr jun jul aug sep sept oct nov dec spring summer autumn fall winter
	christmas easter thanksgiving ramadan
	people person team teams colleague colleagues peer peers manager managers management boss lead leads leader leaders
	leadership director directors board head engineer engineers engineering developer developers product design designer
	designers sales marketing finance legal security support operations procurement recruiting recruiter recruiters
	human resources payroll accounting compliance audit platform infrastructure data research quality staff company client
	clients customer customers vendor vendors supplier suppliers partner partners stakeholder stakeholders user users
	consultant consultants contractor contractors intern interns mentor mentors mentee mentees
	approval answer answers reply response feedback budget decision access review results hardware delivery waiting quote
	contract invoice ticket confirmation permission signature estimate report reports
	english german french spanish italian portuguese dutch russian chinese japanese korean hindi arabic
	europe asia africa america germany austria switzerland france spain italy england britain ireland poland india china japan
	berlin vienna london paris zurich munich
	kubernetes docker terraform ansible puppet chef helm argo istio linux windows macos ubuntu debian android unix bash
	oracle postgres postgresql mysql mariadb sqlite mongodb redis elastic elasticsearch kibana grafana prometheus kafka
	rabbitmq nginx apache jenkins github gitlab bitbucket jira confluence slack teams zoom outlook excel word powerpoint
	google amazon microsoft azure apple facebook meta netflix nvidia intel ibm cisco vmware redhat salesforce
	servicenow datadog splunk pagerduty sentry snowflake databricks spark hadoop airflow cloudflare akamai vault consul nomad
	python java javascript typescript golang go rust ruby perl scala kotlin swift php node react angular vue django flask
	spring rails dotnet git agile scrum kanban devops cloud internet
	toastmasters coursera udemy youtube linkedin twitter wikipedia`)
